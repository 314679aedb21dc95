package io.executionplane.lanes.process;

import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.lanes.process.cgroup.NodeGroup;
import io.executionplane.lanes.spi.LaneUnavailableException;
import io.executionplane.lanes.spi.TargetVerifier;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Measures sandboxes by looking around inside one. One look that fails, and there is no target. */
final class SandboxVerifier implements TargetVerifier {

  private static final String ID = "execution-plane:linux-namespaces-verifier:v1";

  private static final String CANNOT = "no sandbox can be attested";

  /** What the look inside has shown. */
  private static final List<String> INSIDE =
      List.of(RuntimeConstraint.FILESYSTEM, RuntimeConstraint.NETWORK);

  private final ProcessLaneSettings settings;
  private final ProcessHost host;
  private final Confinement confinement;
  private final SandboxTools tools;

  SandboxVerifier(
      ProcessLaneSettings settings, ProcessHost host, Confinement confinement, SandboxTools tools) {
    this.settings = settings;
    this.host = host;
    this.confinement = confinement;
    this.tools = tools;
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
    var findings = new ArrayList<>(SandboxProbe.run(tools));
    var enforced = new ArrayList<>(INSIDE);
    if (node().isPresent()) {
      var limits = new LimitProbe(node().get(), host.spawner()).run();
      findings.addAll(limits.findings());
      enforced.addAll(limits.enforced());
    }
    var measured = new Measurement(findings);
    measured.requireGood(CANNOT);
    return new TargetDescriptor(
            settings.sandboxTargetId(),
            ProcessRun.LANE_ID,
            ProcessLane.SURFACE_KIND,
            ID,
            List.of(AttestationClass.LINUX_NAMESPACES),
            measured.lines(),
            now,
            now.plus(settings.measurementValidFor()))
        .with(enforced, LocalCapabilities.ofSandbox());
  }

  private Optional<NodeGroup> node() {
    try {
      return confinement.group();
    } catch (IOException required) {
      throw new LaneUnavailableException(CANNOT + ": " + required.getMessage());
    }
  }
}
