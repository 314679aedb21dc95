package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.lanes.process.cgroup.ExecutionGroup;
import io.executionplane.lanes.process.cgroup.GroupUsage;
import io.executionplane.lanes.process.posix.ChildProcess;
import io.executionplane.lanes.process.posix.ProcessTree;
import java.io.IOException;
import java.util.Optional;

/** A control group, which a process does not leave by anything that it does to itself. */
record GroupHold(ChildProcess child, ExecutionGroup group) implements Hold {

  @Override
  public Containment.Means means() {
    return Containment.Means.CGROUP;
  }

  @Override
  public Optional<String> cgroup() {
    return Optional.of(group.path());
  }

  /** A group that cannot be read is one about which nothing is known: its session may tell. */
  @Override
  public boolean hasFollowers() {
    try {
      return group.holdsOthersThan(child.pid());
    } catch (IOException unreadable) {
      return child.hasFollowers();
    }
  }

  @Override
  public boolean signal(int signal) {
    return child.signalGroup(signal);
  }

  /** A group that somebody took away under us counts for nothing; then the session is swept. */
  @Override
  public Remains end() {
    try {
      var survivors = group.kill();
      var usage = group.usage();
      if (survivors == 0) {
        group.remove();
      }
      return remains(Optional.of(survivors), Optional.of(usage));
    } catch (IOException lost) {
      ProcessTree.sweep(child);
      return remains(Optional.empty(), Optional.empty());
    }
  }

  private static Remains remains(Optional<Integer> survivors, Optional<GroupUsage> usage) {
    return new Remains(new Containment(Containment.Means.CGROUP, survivors), usage);
  }
}
