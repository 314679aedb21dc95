package io.executionplane.benchmarks;

import java.util.Collection;
import java.util.concurrent.TimeUnit;

/**
 * What one round measured.
 *
 * @param perSecond units done in a second, over all who did them
 * @param latencies of each call
 */
record Sample(double perSecond, Latencies latencies) {

  /**
   * A round's sample.
   *
   * @param nanos how long each call took
   * @param units what one call counts for
   */
  static Sample of(Collection<Long> nanos, long elapsedNanos, int units) {
    var perNano = (double) nanos.size() * units / elapsedNanos;
    return new Sample(perNano * TimeUnit.SECONDS.toNanos(1), Latencies.ofNanos(nanos));
  }
}
