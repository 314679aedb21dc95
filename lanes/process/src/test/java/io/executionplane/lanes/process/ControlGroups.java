package io.executionplane.lanes.process;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;

/** Whether tests that need control groups can be run here. */
final class ControlGroups {

  static final Duration PATIENT = Duration.ofSeconds(20);

  private ControlGroups() {}

  /** A bench whose commands are held by control groups; skips the test where there are none. */
  static LaneBench bench() {
    var bench = new LaneBench(LaneBench.settings(PATIENT, "auto"));
    var target = LaneBench.await(bench.lane.verifiers().get(0).verify(Instant.EPOCH));
    if (!target.attestedClasses().contains("local-cgroup-contained")) {
      bench.close();
      Assumptions.abort("skipped, because no control groups can be made here");
    }
    return bench;
  }
}
