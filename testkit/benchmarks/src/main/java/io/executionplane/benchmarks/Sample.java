package io.executionplane.benchmarks;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * What one round measured.
 *
 * @param perSecond how often the workload ended in a second, over all threads
 * @param latencies of each call, microseconds, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, read by its own methods.
record Sample(double perSecond, long[] latencies) {

  static Sample of(long[] nanos, long elapsedNanos) {
    var micros = Arrays.stream(nanos).map(TimeUnit.NANOSECONDS::toMicros).sorted().toArray();
    return new Sample(nanos.length * (double) TimeUnit.SECONDS.toNanos(1) / elapsedNanos, micros);
  }

  /** For example the 50th or the 99th percentile, microseconds. */
  long percentile(int percent) {
    return latencies.length == 0
        ? 0
        : latencies[Math.min(latencies.length - 1, latencies.length * percent / 100)];
  }
}
