package io.executionplane.contracts.lane.sse;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.lane.net.Backoff;
import java.util.Optional;

/**
 * How a lost connection is made again. Each time is a fact.
 *
 * @param max most times in all; 0 means never
 * @param backoff the waits; absent means the lane's default
 * @param honourRetry whether the server's {@code retry:} replaces the first wait, up to the
 *     backoff's longest; absent means true
 */
public record SseReconnect(
    @Range(min = 0, max = 10_000) int max,
    Optional<Backoff> backoff,
    Optional<Boolean> honourRetry) {

  private static final Rules RULES = Rules.of(SseReconnect.class);

  public SseReconnect {
    RULES.check(max, backoff, honourRetry).orThrow();
  }
}
