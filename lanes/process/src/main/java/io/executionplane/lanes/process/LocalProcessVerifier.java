package io.executionplane.lanes.process;

import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.lanes.process.cgroup.NodeGroup;
import io.executionplane.lanes.process.posix.ProcessSupport;
import io.executionplane.lanes.spi.Finding;
import io.executionplane.lanes.spi.LaneUnavailableException;
import io.executionplane.lanes.spi.TargetVerifier;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Measures this machine as a place for local processes: whether they can be run and watched, and
 * whether a control group holds what tries to get away. It looks for no isolation at all.
 */
final class LocalProcessVerifier implements TargetVerifier {

  private static final String ID = "execution-plane:local-process-verifier:v2";

  private static final String CANNOT = "processes cannot be run here";

  private final ProcessLaneSettings settings;
  private final ProcessHost host;
  private final Confinement confinement;

  LocalProcessVerifier(ProcessLaneSettings settings, ProcessHost host, Confinement confinement) {
    this.settings = settings;
    this.host = host;
    this.confinement = confinement;
  }

  @Override
  public String verifierId() {
    return ID;
  }

  @Override
  public String targetId() {
    return settings.targetId();
  }

  @Override
  public CompletionStage<TargetDescriptor> verify(Instant now) {
    return CompletableFuture.supplyAsync(() -> measure(now), host.workers());
  }

  private TargetDescriptor measure(Instant now) {
    var findings = new ArrayList<>(ProcessSupport.probe().findings());
    new Measurement(findings).requireGood(CANNOT);
    var classes = new ArrayList<String>();
    var enforced = List.<String>of();
    if (node().isPresent()) {
      findings.add(new EscapeProbe(node().get(), host.spawner()).run());
      // What is held by groups must not be run when they hold nothing.
      new Measurement(findings).requireGood(CANNOT);
      classes.add(AttestationClass.LOCAL_CGROUP_CONTAINED);
      var limits = new LimitProbe(node().get(), host.spawner()).run();
      findings.addAll(limits.findings());
      enforced = limits.enforced();
    } else {
      findings.add(Finding.warning("containment", "session only: " + confinement.reason(), ""));
    }
    classes.add(AttestationClass.LOCAL_PROCESS_WEAK);
    return descriptor(classes, enforced, new Measurement(findings).lines(), now);
  }

  private Optional<NodeGroup> node() {
    try {
      return confinement.group();
    } catch (IOException required) {
      throw new LaneUnavailableException("no control group can be made: " + required.getMessage());
    }
  }

  private TargetDescriptor descriptor(
      List<String> classes, List<String> enforced, List<String> looks, Instant now) {
    return new TargetDescriptor(
            settings.targetId(),
            ProcessRun.LANE_ID,
            ProcessLane.SURFACE_KIND,
            ID,
            classes,
            looks,
            now,
            now.plus(settings.measurementValidFor()))
        .with(enforced, LocalCapabilities.ofMachine());
  }
}
