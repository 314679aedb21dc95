package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.lane.process.ProcessLimit;
import io.executionplane.lanes.process.cgroup.CpuTimeWatch;
import io.executionplane.lanes.process.cgroup.ExecutionGroup;
import io.executionplane.lanes.process.cgroup.GroupUsage;
import io.executionplane.lanes.process.posix.ChildProcess;
import io.executionplane.lanes.process.posix.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A control group, which a process does not leave by anything that it does to itself. */
final class GroupHold implements Hold {

  private final ChildProcess child;
  private final ExecutionGroup group;
  private final Optional<CpuTimeWatch> watch;

  /**
   * Holds it from now on.
   *
   * @param cpuTimeMax after so much processor time it is killed
   * @param workers where looking at what it used may block for a moment
   */
  GroupHold(
      ChildProcess child, ExecutionGroup group, Optional<Duration> cpuTimeMax, Executor workers) {
    this.child = child;
    this.group = group;
    this.watch = cpuTimeMax.map(max -> CpuTimeWatch.over(group, max, workers, this::kill));
  }

  /** Its end is seen by whoever waits for the child. */
  private void kill() {
    try {
      group.kill();
    } catch (IOException lost) {
      ProcessTree.sweep(child);
    }
  }

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
      watch.ifPresent(CpuTimeWatch::close);
      var survivors = group.kill();
      var usage = group.usage();
      var reached = limitsReached();
      if (survivors == 0) {
        group.remove();
      }
      return remains(Optional.of(survivors), Optional.of(usage), reached);
    } catch (IOException lost) {
      ProcessTree.sweep(child);
      return remains(Optional.empty(), Optional.empty(), List.of());
    }
  }

  private List<ProcessLimit> limitsReached() throws IOException {
    var reached = new ArrayList<>(group.limitsReached());
    watch.filter(CpuTimeWatch::isSpent).ifPresent(spent -> reached.add(ProcessLimit.CPU_TIME));
    return reached;
  }

  private static Remains remains(
      Optional<Integer> survivors, Optional<GroupUsage> usage, List<ProcessLimit> reached) {
    return new Remains(new Containment(Containment.Means.CGROUP, survivors), usage, reached);
  }
}
