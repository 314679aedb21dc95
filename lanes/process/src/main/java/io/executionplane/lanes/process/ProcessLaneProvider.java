package io.executionplane.lanes.process;

import com.typesafe.config.Config;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.process.posix.ProcessSupport;
import io.executionplane.lanes.spi.Finding;
import io.executionplane.lanes.spi.Finding.Grade;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneProvider;
import io.executionplane.lanes.spi.LaneUnavailableException;
import io.executionplane.lanes.spi.TargetVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the process lane, where this machine can run it. */
public final class ProcessLaneProvider implements LaneProvider {

  @Override
  public String laneId() {
    return ProcessRun.LANE_ID;
  }

  @Override
  public List<Finding> preflight(Config config) {
    var findings = new ArrayList<>(ProcessSupport.probe().findings());
    wronglyDeclared(config).ifPresent(findings::add);
    return List.copyOf(findings);
  }

  private static Optional<Finding> wronglyDeclared(Config config) {
    try {
      ProcessLaneSettings.from(config);
      Elsewhere.of(config);
      return Optional.empty();
    } catch (IllegalArgumentException wrong) {
      return Optional.of(
          Finding.failure(
              "settings", String.valueOf(wrong.getMessage()), "correct it in the settings"));
    }
  }

  @Override
  public Lane<?> create(Config config) {
    ProcessSupport.probe().findings().stream()
        .filter(finding -> finding.grade() == Grade.FAILURE)
        .findFirst()
        .ifPresent(ProcessLaneProvider::refuse);
    return new ProcessLane(ProcessLaneSettings.from(config), Elsewhere.of(config));
  }

  private static void refuse(Finding finding) {
    throw new LaneUnavailableException(
        finding.subject()
            + ": "
            + finding.detail()
            + finding.remedy().map(remedy -> "; " + remedy).orElse(""));
  }

  @Override
  public List<TargetVerifier> targetVerifiers(Lane<?> lane, Config config) {
    return ((ProcessLane) lane).verifiers();
  }
}
