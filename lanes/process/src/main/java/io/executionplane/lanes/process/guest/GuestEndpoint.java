package io.executionplane.lanes.process.guest;

import io.executionplane.lanes.process.guest.bridge.TlsWire;
import io.executionplane.lanes.process.guest.bridge.UnixWire;
import io.executionplane.lanes.process.guest.bridge.Wire;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;

/** Where an agent is to be found. */
sealed interface GuestEndpoint {

  /** What it is called, for people and for the record. */
  String address();

  /**
   * Connects.
   *
   * @param guard given what is to be closed should it take too long
   */
  Wire connect(Consumer<Closeable> guard) throws IOException;

  /** A socket of this machine, perhaps of a guest that shares a directory with it. */
  record UnixSocket(Path path) implements GuestEndpoint {

    @Override
    public String address() {
      return "unix:" + path;
    }

    @Override
    public Wire connect(Consumer<Closeable> guard) throws IOException {
      var channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      guard.accept(channel);
      try {
        channel.connect(UnixDomainSocketAddress.of(path));
        return new UnixWire(channel);
      } catch (IOException | RuntimeException refused) {
        channel.close();
        throw refused;
      }
    }
  }

  /** A port, where an agent shows the certificate that is pinned. */
  record Tcp(String host, int port, PinnedCertificate certificate) implements GuestEndpoint {

    @Override
    public String address() {
      return host + ":" + port;
    }

    @Override
    public Wire connect(Consumer<Closeable> guard) throws IOException {
      var socket = new Socket();
      guard.accept(socket);
      try {
        socket.connect(new InetSocketAddress(host, port));
        var tls = (SSLSocket) certificate.sockets().createSocket(socket, host, port, true);
        tls.setUseClientMode(true);
        return TlsWire.over(socket, tls);
      } catch (IOException | RuntimeException refused) {
        socket.close();
        throw refused;
      }
    }
  }
}
