package io.executionplane.contracts.lane.net;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * How long to wait before trying again: the first wait, doubled after each failure up to the
 * longest, each shortened by a random part so that many clients do not come back at once.
 *
 * @param initialMs the first wait, in milliseconds
 * @param maxMs the longest wait, in milliseconds
 * @param jitterPercent how much of a wait may be left out at random; absent means 20
 */
public record Backoff(
    @Range(min = 1, max = 3_600_000) int initialMs,
    @Range(min = 1, max = 3_600_000) int maxMs,
    @Range(min = 0, max = 100) Optional<Integer> jitterPercent) {

  /** What {@code jitterPercent} means when it is absent. */
  public static final int JITTER_PERCENT_DEFAULT = 20;

  private static final Rules RULES = Rules.of(Backoff.class);

  public Backoff {
    RULES
        .check(initialMs, maxMs, jitterPercent)
        .and(() -> maxMs >= initialMs, "maxMs", "must be at least initial_ms")
        .orThrow();
  }
}
