package io.executionplane.benchmarks;

import java.util.Arrays;
import java.util.Collection;

/** How long each of many calls took. */
final class Latencies {

  private static final double NANOS_PER_MILLI = 1e6;

  private final long[] ascendingNanos;

  private Latencies(long[] ascendingNanos) {
    this.ascendingNanos = ascendingNanos;
  }

  static Latencies ofNanos(Collection<Long> nanos) {
    var sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return new Latencies(sorted);
  }

  int count() {
    return ascendingNanos.length;
  }

  /** For example the 50th or the 99th percentile, milliseconds; 0 where nothing was measured. */
  double millis(int percent) {
    var last = ascendingNanos.length - 1;
    return last < 0
        ? 0
        : ascendingNanos[Math.min(last, ascendingNanos.length * percent / 100)] / NANOS_PER_MILLI;
  }
}
