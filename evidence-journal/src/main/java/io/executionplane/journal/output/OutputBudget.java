package io.executionplane.journal.output;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that one execution may put out, shared by its streams. Safe for use by many threads.
 */
public final class OutputBudget {

  private final long bytesMax;
  private final AtomicLong left;

  private OutputBudget(long bytesMax) {
    this.bytesMax = bytesMax;
    this.left = new AtomicLong(bytesMax);
  }

  /**
   * A fresh budget.
   *
   * @param bytesMax 0 or more
   */
  public static OutputBudget of(long bytesMax) {
    if (bytesMax < 0) {
      throw new IllegalArgumentException("bytesMax must not be negative");
    }
    return new OutputBudget(bytesMax);
  }

  /** For streams that no budget bounds, such as input. */
  public static OutputBudget unlimited() {
    return new OutputBudget(Long.MAX_VALUE);
  }

  public long bytesMax() {
    return bytesMax;
  }

  /**
   * Spends up to {@code wanted} bytes.
   *
   * @return how many were left to spend; fewer than wanted means that the budget is exceeded
   */
  int take(int wanted) {
    var before = left.getAndUpdate(rest -> rest - Math.min(rest, wanted));
    return (int) Math.min(before, wanted);
  }
}
