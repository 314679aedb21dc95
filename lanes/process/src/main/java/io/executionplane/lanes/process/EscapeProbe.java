package io.executionplane.lanes.process;

import io.executionplane.lanes.process.cgroup.ExecutionGroup;
import io.executionplane.lanes.process.cgroup.NodeGroup;
import io.executionplane.lanes.process.cgroup.ResourceLimits;
import io.executionplane.lanes.process.posix.ChildProcess;
import io.executionplane.lanes.process.posix.Spawner;
import io.executionplane.lanes.spi.Finding;
import java.io.IOException;

/**
 * Shows that a control group holds what tries to get away: a process in a session of its own whose
 * parents have ended. It must be seen in its group, and be gone from there when that is killed.
 */
final class EscapeProbe {

  private static final String SUBJECT = "containment";
  private static final String REMEDY = "see execution-plane.lanes.process.cgroup";

  /** The shell in the new session ends at once and leaves its child to whoever adopts orphans. */
  private static final String RUN_AWAY = "setsid sh -c 'sleep 60 > /dev/null 2>&1 &'";

  private final ProbeRun probe;

  EscapeProbe(NodeGroup node, Spawner spawner) {
    this.probe = new ProbeRun(node, spawner);
  }

  /** Blocks for some milliseconds, at most some seconds. */
  Finding run() {
    try {
      return probe.run(RUN_AWAY, ResourceLimits.NONE, EscapeProbe::judge);
    } catch (IOException failed) {
      return failure("cannot be looked at: " + failed.getMessage());
    }
  }

  private static Finding judge(ExecutionGroup group, ChildProcess ended) throws IOException {
    if (!group.holdsOthersThan(ended.pid())) {
      return failure("a process that left its session and its parents was not held");
    }
    return group.kill() == 0
        ? Finding.ok(SUBJECT, "cgroup v2 in " + group.path() + ": held and killed what ran away")
        : failure("a process that left its session and its parents outlived cgroup.kill");
  }

  private static Finding failure(String detail) {
    return Finding.failure(SUBJECT, detail, REMEDY);
  }
}
