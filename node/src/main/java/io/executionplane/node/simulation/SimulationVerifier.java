package io.executionplane.node.simulation;

import io.executionplane.contracts.surface.SurfaceKind;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.lanes.spi.TargetVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Attests a simulated target as what it is: a script, by its digest. It has no other class, so
 * nobody gets a simulation who did not accept one.
 */
final class SimulationVerifier implements TargetVerifier {

  private static final String ID = "execution-plane:simulation:v1";
  private static final Duration LIFE = Duration.ofHours(1);

  private final String targetId;
  private final String laneId;
  private final Script script;

  SimulationVerifier(String targetId, String laneId, Script script) {
    this.targetId = targetId;
    this.laneId = laneId;
    this.script = script;
  }

  @Override
  public String verifierId() {
    return ID;
  }

  @Override
  public String targetId() {
    return targetId;
  }

  @Override
  public CompletionStage<TargetDescriptor> verify(Instant now) {
    return CompletableFuture.completedStage(
        new TargetDescriptor(
                targetId,
                laneId,
                SurfaceKind.LOWER_SIMULATION.name().toLowerCase(Locale.ROOT),
                ID,
                List.of(AttestationClass.SIMULATED),
                script.digest(),
                now,
                now.plus(LIFE))
            .with(List.of(), SurfaceKind.LOWER_SIMULATION.maximum()));
  }
}
