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

  /**
   * One that wants more than it may have. {@code tail} keeps in memory what it has not seen the
   * last line of.
   */
  private record Attempt(
      String constraint, ProcessLimit limit, ResourceLimits limits, String script) {}

  private static final List<Attempt> ATTEMPTS =
      List.of(
          new Attempt(
              RuntimeConstraint.MEMORY_BYTES_MAX,
              ProcessLimit.MEMORY,
              ResourceLimits.NONE.withMemory(8L << 20),
              "head -c 16777216 /dev/zero | tail > /dev/null"),
          new Attempt(
              RuntimeConstraint.PROCESSES_MAX,
              ProcessLimit.PROCESSES,
              ResourceLimits.NONE.withProcesses(1),
              "(exec true)"));

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
    for (var attempt : ATTEMPTS) {
      var finding = look(attempt);
      findings.add(finding);
      if (finding.grade() == Finding.Grade.OK) {
        enforced.add(attempt.constraint());
      }
    }
    return new Shown(findings, enforced);
  }

  /** A group that cannot be limited, or looked at, has not shown that it keeps to a limit. */
  private Finding look(Attempt attempt) {
    var subject = attempt.constraint();
    try {
      var isHit =
          probe.run(
              attempt.script(),
              attempt.limits(),
              (group, ended) -> group.limitsReached().contains(attempt.limit()));
      return isHit
          ? Finding.ok(subject, "held what wanted more")
          : Finding.warning(subject, "did not hold what wanted more", REMEDY);
    } catch (IOException notShown) {
      var why = String.join("; ", node.missing());
      return Finding.warning(
          subject, why.isEmpty() ? String.valueOf(notShown.getMessage()) : why, REMEDY);
    }
  }
}
