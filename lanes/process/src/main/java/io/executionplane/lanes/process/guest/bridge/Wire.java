package io.executionplane.lanes.process.guest.bridge;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A connection that carries bytes both ways. One thread may read while another writes; whoever
 * closes it ends the waiting of both.
 */
public interface Wire extends Closeable {

  /**
   * Waits for some bytes.
   *
   * @return how many came; −1 at the end
   */
  int read(ByteBuffer into) throws IOException;

  /** Writes all of them; waits until the other end makes room. */
  void write(ByteBuffer bytes) throws IOException;

  /** Cuts it at once. Idempotent; never waits. */
  @Override
  void close();
}
