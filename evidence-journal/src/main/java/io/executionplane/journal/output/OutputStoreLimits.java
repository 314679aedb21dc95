package io.executionplane.journal.output;

import java.time.Duration;

/**
 * What bounds a {@link JdbcOutputStore}.
 *
 * @param waitingChunksMax most chunks that may wait to be stored
 * @param waitingBytesMax most bytes that they may have
 * @param batchChunksMax most chunks in one transaction
 * @param batchBytesMax most bytes in one transaction, beyond the first call's
 * @param closeTimeout longest time that closing waits for what is still to be stored
 */
public record OutputStoreLimits(
    int waitingChunksMax,
    long waitingBytesMax,
    int batchChunksMax,
    long batchBytesMax,
    Duration closeTimeout) {

  /**
   * Room for some 250 streams that all flood at once. A transaction is kept small enough that
   * events, which share the database, do not wait long behind it.
   */
  public static OutputStoreLimits defaults() {
    return new OutputStoreLimits(20_000, 64L << 20, 1_000, 1L << 20, Duration.ofSeconds(10));
  }
}
