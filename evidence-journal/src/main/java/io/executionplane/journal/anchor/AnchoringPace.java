package io.executionplane.journal.anchor;

import java.time.Duration;

/**
 * How soon heads reach the log.
 *
 * @param every longest time that a changed head waits for others before it is written; at most one
 *     second, which the record promises
 * @param closeWithin longest time that closing waits for the last batch
 */
public record AnchoringPace(Duration every, Duration closeWithin) {

  private static final Duration EVERY_MAX = Duration.ofSeconds(1);

  public AnchoringPace {
    if (every.isNegative() || every.compareTo(EVERY_MAX) > 0) {
      throw new IllegalArgumentException("every must be between 0 and 1 second");
    }
    if (closeWithin.isNegative()) {
      throw new IllegalArgumentException("closeWithin must not be negative");
    }
  }

  /** A quarter of a second, and five seconds to close. */
  public static AnchoringPace standard() {
    return new AnchoringPace(Duration.ofMillis(250), Duration.ofSeconds(5));
  }
}
