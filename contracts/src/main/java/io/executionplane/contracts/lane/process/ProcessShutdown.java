package io.executionplane.contracts.lane.process;

import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * How a command is ended: asked first, killed when the grace is over.
 *
 * @param signal what asks it; absent means SIGTERM. SIGKILL means that it is not asked
 * @param graceMs time between asking and killing, in milliseconds; absent means the lane's default
 */
public record ProcessShutdown(
    Optional<SignalName> signal, @Range(min = 0, max = 60_000) Optional<Integer> graceMs) {

  private static final Rules RULES = Rules.of(ProcessShutdown.class);

  public ProcessShutdown {
    RULES.check(signal, graceMs).orThrow();
  }
}
