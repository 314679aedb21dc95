package io.executionplane.node.admission;

import java.time.Duration;

/** How long it takes, as things go, until a queue has moved on. An estimate, for a hint. */
final class ServiceTime {

  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofMinutes(1);

  /** How much the newest end counts: about the last twenty matter. */
  private static final double WEIGHT = 0.1;

  private long lastEndNanos = -1;
  private double betweenEndsNanos;

  /** An execution has ended. */
  void oneEnded(long nowNanos) {
    if (lastEndNanos >= 0) {
      var between = (double) (nowNanos - lastEndNanos);
      betweenEndsNanos += WEIGHT * (between - betweenEndsNanos);
    }
    lastEndNanos = nowNanos;
  }

  /** Until so many have ended, between a second and a minute. */
  Duration of(int ends) {
    var estimate = Duration.ofNanos((long) (betweenEndsNanos * ends));
    if (estimate.compareTo(LEAST) < 0) {
      return LEAST;
    }
    return estimate.compareTo(MOST) > 0 ? MOST : estimate;
  }
}
