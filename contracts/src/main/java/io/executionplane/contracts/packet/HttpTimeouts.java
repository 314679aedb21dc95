package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * Time limits of one HTTP exchange, in milliseconds.
 *
 * @param requestTimeoutMs from the request's start to its response's end
 */
public record HttpTimeouts(
    @Range(min = 1) Optional<Long> requestTimeoutMs,
    @Range(min = 1) Optional<Long> connectTimeoutMs) {

  private static final Rules RULES = Rules.of(HttpTimeouts.class);

  public HttpTimeouts {
    RULES.check(requestTimeoutMs, connectTimeoutMs).orThrow();
  }
}
