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
import java.util.List;

/** Makes the process lane, where this machine can run it. */
public final class ProcessLaneProvider implements LaneProvider {

  @Override
  public String laneId() {
    return ProcessRun.LANE_ID;
  }

  @Override
  public List<Finding> preflight(Config config) {
    return ProcessSupport.probe().findings();
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
