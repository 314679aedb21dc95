package io.executionplane.lanes.process;

import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.lane.process.ProcessLimit;
import io.executionplane.lanes.process.cgroup.NodeGroup;
import io.executionplane.lanes.process.cgroup.ResourceLimits;
import io.executionplane.lanes.process.posix.Spawner;
import io.executionplane.lanes.spi.Finding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows which limits control groups keep here: one that wants more than it may have must not get
 * it, and the kernel must say so. What is not shown is not promised.
 */
final class LimitProbe {

  private static final String REMEDY = "see execution-plane.lanes.process.cgroup";
  private static final long MEMORY_MAX = 8L << 20;

  /** {@code tail} keeps in memory what it has not seen the last line of. */
  private static final String TAKE_MEMORY = "head -c 33554432 /dev/zero | tail > /dev/null";

  private static final String START_ANOTHER = "(exec true)";

  private final NodeGroup node;
  private final ProbeRun probe;

  LimitProbe(NodeGroup node, Spawner spawner) {
    this.node = node;
    this.probe = new ProbeRun(node, spawner);
  }

  /**
   * What was found.
   *
   * @param enforced names of the constraints that are kept here
   */
  record Shown(List<Finding> findings, List<String> enforced) {

    Shown {
      findings = List.copyOf(findings);
      enforced = List.copyOf(enforced);
    }
  }

  /** Blocks for some milliseconds, at most some seconds. */
  Shown run() {
    var findings = new ArrayList<Finding>();
    var enforced = new ArrayList<String>();
    enforced.add(RuntimeConstraint.CPU_TIME_MS_MAX); // Counted in every group, and watched by us.
    if (isHit(ProcessLimit.MEMORY, TAKE_MEMORY, ResourceLimits.NONE.withMemory(MEMORY_MAX))) {
      enforced.add(RuntimeConstraint.MEMORY_BYTES_MAX);
    }
    if (isHit(ProcessLimit.PROCESSES, START_ANOTHER, ResourceLimits.NONE.withProcesses(1))) {
      enforced.add(RuntimeConstraint.PROCESSES_MAX);
    }
    findings.add(Finding.ok("limits", "held to " + String.join(", ", enforced)));
    node.missing().forEach(why -> findings.add(Finding.warning("limits", why, REMEDY)));
    return new Shown(findings, enforced);
  }

  /** A group that cannot be limited, or looked at, has not shown that it keeps to a limit. */
  private boolean isHit(ProcessLimit limit, String script, ResourceLimits limits) {
    try {
      return probe.run(script, limits, (group, ended) -> group.limitsReached().contains(limit));
    } catch (IOException notShown) {
      return false;
    }
  }
}
