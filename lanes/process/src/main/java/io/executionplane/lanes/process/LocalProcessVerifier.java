package io.executionplane.lanes.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.lanes.process.posix.ProcessSupport;
import io.executionplane.lanes.spi.Finding;
import io.executionplane.lanes.spi.LaneUnavailableException;
import io.executionplane.lanes.spi.TargetVerifier;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * Measures this machine as a place for plain local processes. It attests the weakest class only: it
 * looks whether processes can be run and watched here, and looks for no isolation at all.
 */
final class LocalProcessVerifier implements TargetVerifier {

  private static final String ID = "execution-plane:local-process-verifier:v1";

  private final ProcessLaneSettings settings;

  LocalProcessVerifier(ProcessLaneSettings settings) {
    this.settings = settings;
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
    var support = ProcessSupport.probe();
    return support.available()
        ? CompletableFuture.completedStage(descriptor(support, now))
        : CompletableFuture.failedStage(
            new LaneUnavailableException("processes cannot be run here: " + text(support)));
  }

  private TargetDescriptor descriptor(ProcessSupport support, Instant now) {
    return new TargetDescriptor(
        settings.targetId(),
        ProcessRun.LANE_ID,
        ProcessLane.SURFACE_KIND,
        ID,
        List.of(AttestationClass.LOCAL_PROCESS_WEAK),
        Sha256.of(text(support).getBytes(UTF_8)),
        now,
        now.plus(settings.measurementValidFor()));
  }

  private static String text(ProcessSupport support) {
    return support.findings().stream()
        .map(LocalProcessVerifier::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(Finding finding) {
    return finding.subject() + ": " + finding.detail();
  }
}
