package io.executionplane.lanes.process.guest.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLSocket;

/** A connection over TLS. To cut it is to close the socket below: TLS itself would wait. */
public final class TlsWire implements Wire {

  private static final String[] PROTOCOLS = {"TLSv1.3"};

  private final Socket below;
  private final InputStream in;
  private final OutputStream out;

  private TlsWire(Socket below, SSLSocket tls) throws IOException {
    this.below = below;
    this.in = tls.getInputStream();
    this.out = tls.getOutputStream();
  }

  /**
   * Shakes hands over a connected socket.
   *
   * @param tls over {@code below}; which end it is, it knows
   */
  public static TlsWire over(Socket below, SSLSocket tls) throws IOException {
    below.setTcpNoDelay(true);
    tls.setEnabledProtocols(PROTOCOLS);
    tls.startHandshake();
    return new TlsWire(below, tls);
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    var count = in.read(into.array(), into.arrayOffset() + into.position(), into.remaining());
    if (count > 0) {
      into.position(into.position() + count);
    }
    return count;
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    out.flush();
    bytes.position(bytes.limit());
  }

  @Override
  public void close() {
    try {
      below.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
