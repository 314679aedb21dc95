package io.executionplane.journal.sink;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long a sink that failed is left alone: twice as long each time, never longer than a limit.
 */
final class Backoff {

  private static final int DOUBLINGS_MAX = 30;

  private final Duration min;
  private final Duration max;
  private final RandomGenerator random;

  Backoff(Duration min, Duration max, RandomGenerator random) {
    this.min = min;
    this.max = max;
    this.random = random;
  }

  /**
   * The wait after so many failures in a row. Between half of it and all of it is drawn, so that
   * nodes which lost the same server do not come back to it together.
   *
   * @param failures 1 or more
   * @param wanted how long the sink asked to be left alone
   */
  Duration after(int failures, Optional<Duration> wanted) {
    var doublings = Math.min(failures - 1, DOUBLINGS_MAX);
    var exceeds = min.toNanos() > max.toNanos() >> doublings;
    var full = exceeds ? max.toNanos() : min.toNanos() << doublings;
    var drawn = full - random.nextLong(full / 2 + 1);
    var asked = wanted.map(wait -> atMost(wait, max).toNanos()).orElse(0L);
    return Duration.ofNanos(Math.max(drawn, asked));
  }

  private static Duration atMost(Duration wait, Duration max) {
    return wait.compareTo(max) > 0 ? max : wait;
  }
}
