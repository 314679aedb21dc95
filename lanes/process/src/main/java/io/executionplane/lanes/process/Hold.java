package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.lane.process.ProcessLimit;
import io.executionplane.lanes.process.cgroup.GroupUsage;
import java.util.List;
import java.util.Optional;

/** What keeps a child and everything that it starts together. */
interface Hold {

  Containment.Means means();

  /** Where the control group is that holds it, if one does. */
  Optional<String> cgroup();

  /** Whether anything that the child started is known to live. */
  boolean hasFollowers();

  /**
   * Sends a signal to the command and what it started, as far as that stayed in its group.
   *
   * @return false when it is over: nothing was sent
   */
  boolean signal(int signal);

  /** Kills whatever is left of it. Blocks for a moment, at most some seconds. Once only. */
  Remains end();

  /**
   * What is known after everything was killed.
   *
   * @param usage what all of it has used together; empty where nobody counted
   * @param limitsReached which of its limits something of it ran into
   */
  record Remains(
      Containment containment, Optional<GroupUsage> usage, List<ProcessLimit> limitsReached) {

    public Remains {
      limitsReached = List.copyOf(limitsReached);
    }
  }
}
