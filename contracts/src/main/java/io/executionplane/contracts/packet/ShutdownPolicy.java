package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * How a process is asked to end.
 *
 * @param graceMs time between asking and killing, in milliseconds
 */
public record ShutdownPolicy(@Range(min = 0, max = 60_000) Optional<Long> graceMs) {

  private static final Rules RULES = Rules.of(ShutdownPolicy.class);

  public ShutdownPolicy {
    RULES.check(graceMs).orThrow();
  }
}
