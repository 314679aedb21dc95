package io.executionplane.lanes.process;

import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.surface.InterruptMechanism;
import io.executionplane.contracts.surface.PathSemantics;
import io.executionplane.contracts.surface.Startup;
import io.executionplane.contracts.surface.SurfaceCapabilities;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.lanes.spi.TargetVerifier;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Measures sandboxes by looking around inside one. One look that fails, and there is no target. */
final class SandboxVerifier implements TargetVerifier {

  private static final String ID = "execution-plane:linux-namespaces-verifier:v1";

  private static final SurfaceCapabilities CAPABILITIES =
      new SurfaceCapabilities(
          false,
          Startup.SPAWN,
          PathSemantics.LOCAL,
          true,
          true,
          false,
          false,
          true,
          true,
          InterruptMechanism.SIGNAL);

  private final ProcessLaneSettings settings;
  private final ProcessHost host;

  SandboxVerifier(ProcessLaneSettings settings, ProcessHost host) {
    this.settings = settings;
    this.host = host;
  }

  @Override
  public String verifierId() {
    return ID;
  }

  @Override
  public String targetId() {
    return settings.sandboxTargetId();
  }

  @Override
  public CompletionStage<TargetDescriptor> verify(Instant now) {
    return CompletableFuture.supplyAsync(() -> measure(now), host.workers());
  }

  private TargetDescriptor measure(Instant now) {
    var measured = new Measurement(SandboxProbe.run(settings.sandboxHides()));
    measured.requireGood("no sandbox can be attested");
    return new TargetDescriptor(
            settings.sandboxTargetId(),
            ProcessRun.LANE_ID,
            ProcessLane.SURFACE_KIND,
            ID,
            List.of(AttestationClass.LINUX_NAMESPACES),
            measured.digest(),
            now,
            now.plus(settings.measurementValidFor()))
        .with(List.of(RuntimeConstraint.FILESYSTEM, RuntimeConstraint.NETWORK), CAPABILITIES);
  }
}
