package io.executionplane.lanes.process.guest.bridge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Frames over a connection: four bytes that say how long it is, highest first, then so many bytes
 * of JSON. What comes together stays apart: however the connection cuts, each frame is given whole
 * and once.
 *
 * <p>One thread may read while another writes.
 */
public final class Frames {

  /** Shortest limit of the length of a frame that leaves room for what must be said. */
  public static final int BYTES_MAX_LEAST = 16 * 1024;

  private static final int READ_BYTES = 64 * 1024;
  private static final int LENGTH_BYTES = 4;

  private final Wire wire;
  private final int bytesMax;
  private ByteBuffer came = ByteBuffer.allocate(READ_BYTES).flip();

  /**
   * Nothing came yet.
   *
   * @param bytesMax longest frame that is taken or sent
   */
  public Frames(Wire wire, int bytesMax) {
    this.wire = wire;
    this.bytesMax = bytesMax;
  }

  /**
   * Waits for a frame.
   *
   * @return empty when the other end has closed between two frames
   * @throws BridgeException when it is too long, or none
   */
  public Optional<Numbered> read() throws IOException {
    if (!has(LENGTH_BYTES)) {
      if (came.hasRemaining()) {
        throw new IOException("the connection ended within a frame");
      }
      return Optional.empty();
    }
    var length = came.getInt();
    if (length < 0 || length > bytesMax) {
      throw new BridgeException(
          BridgeError.FRAME_TOO_LONG, "a frame must not be longer than " + bytesMax + " bytes");
    }
    if (!has(length)) {
      throw new IOException("the connection ended within a frame");
    }
    var bytes = new byte[length];
    came.get(bytes);
    return Optional.of(FrameText.read(bytes));
  }

  private boolean has(int count) throws IOException {
    while (came.remaining() < count) {
      makeRoomFor(count);
      var end = wire.read(came) < 0;
      came.flip();
      if (end) {
        return false;
      }
    }
    return true;
  }

  /** Leaves the buffer ready to be filled. */
  private void makeRoomFor(int count) {
    if (came.capacity() < count) {
      came = ByteBuffer.allocate(count).put(came);
    } else {
      came.compact();
    }
  }

  /**
   * Sends a frame.
   *
   * @throws BridgeException when it is too long; nothing was sent
   */
  public void write(Numbered frame) throws IOException {
    var bytes = FrameText.write(frame);
    if (bytes.length > bytesMax) {
      throw new BridgeException(
          BridgeError.FRAME_TOO_LONG, "a frame would be longer than " + bytesMax + " bytes");
    }
    wire.write(
        ByteBuffer.allocate(LENGTH_BYTES + bytes.length).putInt(bytes.length).put(bytes).flip());
  }

  /** How long a frame would be. */
  public static int length(Frame frame) {
    return FrameText.write(Numbered.none(frame)).length;
  }

  /** Cuts the connection. */
  public void close() {
    wire.close();
  }
}
