package io.executionplane.lanes.process.cgroup;

import io.executionplane.lanes.process.posix.Entrance;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/** The group of one execution: its command is put there before it runs, and all it starts stays. */
public final class ExecutionGroup implements Entrance {

  private static final Duration END_WITHIN = Duration.ofSeconds(2);
  private static final String CPU = "cpu.stat";
  private static final String MEMORY_PEAK = "memory.peak";

  private final Group group;

  ExecutionGroup(Group group) {
    this.group = group;
  }

  /** Where it is, so that it can be found again. */
  public String path() {
    return group.path().toString();
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
    var file = group.path().resolve(MEMORY_PEAK);
    return Files.exists(file)
        ? Optional.of(Long.parseLong(Files.readString(file).strip()))
        : Optional.empty();
  }

  /** Takes the empty group away; one that is not empty stays, and goes with the node's. */
  public void remove() throws IOException {
    group.remove();
  }
}
