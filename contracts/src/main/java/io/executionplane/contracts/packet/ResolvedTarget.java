package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.simulation.LowerSimulation;
import io.executionplane.contracts.surface.ExecutionSurface;
import java.util.Optional;

/**
 * Where a route leads.
 *
 * @param lowerSimulation only where the owner's configuration put it
 */
public record ResolvedTarget(
    @Ref Optional<String> targetId,
    Optional<ExecutionSurface> executionSurface,
    Optional<LowerSimulation> lowerSimulation) {

  private static final Rules RULES = Rules.of(ResolvedTarget.class);

  public ResolvedTarget {
    RULES.check(targetId, executionSurface, lowerSimulation).orThrow();
  }
}
