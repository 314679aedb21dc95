package io.executionplane.lanes.process.cgroup;

import io.executionplane.contracts.lane.process.ProcessLimit;
import io.executionplane.lanes.process.posix.Entrance;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The group of one execution: its command is put there before it runs, and all it starts stays. */
public final class ExecutionGroup implements Entrance {

  private static final Duration END_WITHIN = Duration.ofSeconds(2);
  private static final String CPU = "cpu.stat";
  private static final String MEMORY_PEAK = "memory.peak";
  private static final String MEMORY_MAX = "memory.max";
  private static final String SWAP_MAX = "memory.swap.max";
  private static final String PIDS_MAX = "pids.max";

  /** The kernel takes no larger limit (PID_MAX_LIMIT on 64 bits). */
  private static final long PROCESSES_OF_A_MACHINE = 4L << 20;

  private final Group group;

  ExecutionGroup(Group group) {
    this.group = group;
  }

  /** Where it is, so that it can be found again. */
  public String path() {
    return group.path().toString();
  }

  /** Before anything is in it. Processor time has no file of its own: see {@link CpuTimeWatch}. */
  void limit(ResourceLimits limits) throws IOException {
    if (limits.memoryBytesMax().isPresent()) {
      group.write(MEMORY_MAX, limits.memoryBytesMax().get().toString());
      group.write("memory.oom.group", "1");
      if (group.has(SWAP_MAX)) { // Or it would be put off to disk instead.
        group.write(SWAP_MAX, "0");
      }
    }
    if (limits.processesMax().isPresent()) {
      var most = Math.min(limits.processesMax().get(), PROCESSES_OF_A_MACHINE);
      group.write(PIDS_MAX, Long.toString(most));
    }
  }

  /** Which limits something in it ran into, by the kernel's own account. */
  public List<ProcessLimit> limitsReached() throws IOException {
    var reached = new ArrayList<ProcessLimit>();
    if (counted("memory.events", "oom_kill") > 0) {
      reached.add(ProcessLimit.MEMORY);
    }
    if (counted("pids.events", "max") > 0) {
      reached.add(ProcessLimit.PROCESSES);
    }
    return reached;
  }

  private long counted(String file, String event) throws IOException {
    return group.has(file) ? group.numbers(file).getOrDefault(event, 0L) : 0;
  }

  @Override
  public void admit(long pid) throws IOException {
    group.add(pid);
  }

  /** Whether any process of it lives besides this one. */
  public boolean holdsOthersThan(long pid) throws IOException {
    return group.isPopulated() && group.processes().stream().anyMatch(each -> each != pid);
  }

  /**
   * Kills everything in it and waits for the end, at most two seconds: a process in an
   * uninterruptible wait can outlast that.
   *
   * @return how many still live, by the kernel's own count
   */
  public int kill() throws IOException {
    if (group.isPopulated()) {
      group.kill();
      if (!group.awaitEmpty(END_WITHIN)) {
        return group.processes().size();
      }
    }
    return 0;
  }

  /** What everything that ever was in it has used. */
  public GroupUsage usage() throws IOException {
    return new GroupUsage(cpuMicros(), memoryPeak());
  }

  /** Processor time that everything in it has taken so far. */
  long cpuMicros() throws IOException {
    return group.numbers(CPU).getOrDefault("usage_usec", 0L);
  }

  /** Only where the memory controller is at work in this group. */
  private Optional<Long> memoryPeak() throws IOException {
    return group.has(MEMORY_PEAK)
        ? Optional.of(Long.parseLong(group.read(MEMORY_PEAK).strip()))
        : Optional.empty();
  }

  /** Takes the empty group away; one that is not empty stays, and goes with the node's. */
  public void remove() throws IOException {
    group.remove();
  }
}
