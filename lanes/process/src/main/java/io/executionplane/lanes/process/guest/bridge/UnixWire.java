package io.executionplane.lanes.process.guest.bridge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * A connection over a Unix socket. Used as a channel: streams over one channel share a lock in Java
 * 17, so that a reader who waits would hold up the writer.
 */
public final class UnixWire implements Wire {

  private final SocketChannel channel;

  /** Takes a channel that is connected and blocks. */
  public UnixWire(SocketChannel channel) {
    this.channel = channel;
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    return channel.read(into);
  }

  @Override
  public void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
