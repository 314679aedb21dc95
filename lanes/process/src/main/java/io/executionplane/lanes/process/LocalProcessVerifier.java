package io.executionplane.lanes.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.lanes.process.cgroup.NodeGroup;
import io.executionplane.lanes.process.posix.ProcessSupport;
import io.executionplane.lanes.spi.Finding;
import io.executionplane.lanes.spi.Finding.Grade;
import io.executionplane.lanes.spi.LaneUnavailableException;
import io.executionplane.lanes.spi.TargetVerifier;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Measures this machine as a place for local processes: whether they can be run and watched, and
 * whether a control group holds what tries to get away. It looks for no isolation at all.
 */
final class LocalProcessVerifier implements TargetVerifier {

  private static final String ID = "execution-plane:local-process-verifier:v2";

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
    requireGood(findings);
    var classes = new ArrayList<String>();
    if (node().isPresent()) {
      findings.add(new EscapeProbe(node().get(), host.spawner()).run());
      requireGood(findings); // What is held by groups must not be run when they hold nothing.
      classes.add(AttestationClass.LOCAL_CGROUP_CONTAINED);
    } else {
      findings.add(Finding.warning("containment", "session only: " + confinement.reason(), ""));
    }
    classes.add(AttestationClass.LOCAL_PROCESS_WEAK);
    return descriptor(classes, findings, now);
  }

  private Optional<NodeGroup> node() {
    try {
      return confinement.group();
    } catch (IOException required) {
      throw new LaneUnavailableException("no control group can be made: " + required.getMessage());
    }
  }

  private static void requireGood(List<Finding> findings) {
    if (findings.stream().anyMatch(finding -> finding.grade() == Grade.FAILURE)) {
      throw new LaneUnavailableException("processes cannot be run here: " + text(findings));
    }
  }

  private TargetDescriptor descriptor(List<String> classes, List<Finding> findings, Instant now) {
    return new TargetDescriptor(
        settings.targetId(),
        ProcessRun.LANE_ID,
        ProcessLane.SURFACE_KIND,
        ID,
        classes,
        Sha256.of(text(findings).getBytes(UTF_8)),
        now,
        now.plus(settings.measurementValidFor()));
  }

  private static String text(List<Finding> findings) {
    return findings.stream().map(LocalProcessVerifier::line).collect(Collectors.joining("\n"));
  }

  private static String line(Finding finding) {
    return finding.subject() + ": " + finding.detail();
  }
}
