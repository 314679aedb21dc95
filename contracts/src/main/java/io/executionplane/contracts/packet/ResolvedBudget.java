package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * What a route may use.
 *
 * @param timeoutMs wall-clock time, in milliseconds
 */
public record ResolvedBudget(
    @Range(min = 1) Optional<Long> timeoutMs, @Range(min = 0) Optional<Long> outputBytesMax) {

  private static final Rules RULES = Rules.of(ResolvedBudget.class);

  public ResolvedBudget {
    RULES.check(timeoutMs, outputBytesMax).orThrow();
  }
}
