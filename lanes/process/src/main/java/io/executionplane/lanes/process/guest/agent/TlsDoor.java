package io.executionplane.lanes.process.guest.agent;

import io.executionplane.lanes.process.guest.bridge.OwnFile;
import io.executionplane.lanes.process.guest.bridge.TlsWire;
import io.executionplane.lanes.process.guest.bridge.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A port that speaks TLS 1.3 with a certificate of ours. */
public final class TlsDoor implements AgentDoor {

  private final ServerSocket server;
  private final SSLContext tls;

  private TlsDoor(ServerSocket server, SSLContext tls) {
    this.server = server;
    this.tls = tls;
  }

  /**
   * Opens one.
   *
   * @param where of this machine; port 0 takes any
   * @param keyStore a PKCS #12 file with the certificate and its key
   * @param passwordFile holds the password of both; mode 0600
   * @throws IOException when a file cannot be used, or the port is taken
   */
  public static TlsDoor at(InetSocketAddress where, Path keyStore, Path passwordFile)
      throws IOException {
    var tls = context(keyStore, passwordFile);
    var server = new ServerSocket();
    try {
      server.bind(where);
      return new TlsDoor(server, tls);
    } catch (IOException | RuntimeException refused) {
      server.close();
      throw refused;
    }
  }

  private static SSLContext context(Path keyStore, Path passwordFile) throws IOException {
    var password = OwnFile.text(passwordFile).toCharArray();
    try (var in = Files.newInputStream(keyStore)) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(in, password);
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, password);
      var tls = SSLContext.getInstance("TLS");
      tls.init(managers.getKeyManagers(), null, null);
      return tls;
    } catch (GeneralSecurityException unusable) {
      throw new IOException(keyStore + " holds no key that can be used", unusable);
    }
  }

  public int port() {
    return server.getLocalPort();
  }

  @Override
  public String address() {
    return server.getInetAddress().getHostAddress() + ":" + port();
  }

  @Override
  public Caller accept() throws IOException {
    var socket = server.accept();
    return new Caller() {
      @Override
      public Wire shakeHands() throws IOException {
        return TlsWire.over(socket, serving(socket));
      }

      @Override
      public void close() {
        cut(socket);
      }
    };
  }

  private SSLSocket serving(Socket socket) throws IOException {
    var serving = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, true);
    serving.setUseClientMode(false);
    return serving;
  }

  private static void cut(Socket socket) {
    try {
      socket.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
