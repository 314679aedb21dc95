package io.executionplane.contracts.lane.websocket;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;

/**
 * How the lane finds out that a silent peer is gone.
 *
 * @param intervalMs time between pings, in milliseconds
 * @param timeoutMs how long a pong may take, in milliseconds; the lane fails after it
 */
public record WebSocketPing(
    @Range(min = 100, max = 86_400_000) int intervalMs,
    @Range(min = 1, max = 86_400_000) int timeoutMs) {

  private static final Rules RULES = Rules.of(WebSocketPing.class);

  public WebSocketPing {
    RULES
        .check(intervalMs, timeoutMs)
        .and(() -> timeoutMs <= intervalMs, "timeoutMs", "must be at most interval_ms")
        .orThrow();
  }
}
