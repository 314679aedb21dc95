package io.executionplane.lanes.process.cgroup;

import io.executionplane.contracts.admission.RuntimeConstraint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a command and all that it starts may take together.
 *
 * @param memoryBytesMax memory and page cache, at least 1; what finds no room is killed, and
 *     everything in the group with it
 * @param cpuTimeMax processor time, in their own code and in the kernel; positive
 * @param processesMax processes at once, at least 1; a thread counts as one. Whoever starts one
 *     more is refused ({@code EAGAIN})
 */
public record ResourceLimits(
    Optional<Long> memoryBytesMax, Optional<Duration> cpuTimeMax, Optional<Long> processesMax) {

  public static final ResourceLimits NONE =
      new ResourceLimits(Optional.empty(), Optional.empty(), Optional.empty());

  /** What an order says of it. */
  public static ResourceLimits of(List<RuntimeConstraint> constraints) {
    return new ResourceLimits(
        number(RuntimeConstraint.MEMORY_BYTES_MAX, constraints),
        number(RuntimeConstraint.CPU_TIME_MS_MAX, constraints).map(Duration::ofMillis),
        number(RuntimeConstraint.PROCESSES_MAX, constraints));
  }

  private static Optional<Long> number(String name, List<RuntimeConstraint> constraints) {
    return constraints.stream()
        .filter(each -> each.name().equals(name))
        .flatMap(each -> each.number().stream())
        .findFirst();
  }

  /** No more than so much memory. */
  public ResourceLimits withMemory(long bytes) {
    return new ResourceLimits(Optional.of(bytes), cpuTimeMax, processesMax);
  }

  /** No more than so many processes. */
  public ResourceLimits withProcesses(long count) {
    return new ResourceLimits(memoryBytesMax, cpuTimeMax, Optional.of(count));
  }

  /** The same where some processes are not the command's own, but needed to run it. */
  public ResourceLimits besides(int processes) {
    return processesMax.map(own -> withProcesses(own + processes)).orElse(this);
  }

  /** Whether it limits nothing. */
  public boolean isNone() {
    return equals(NONE);
  }
}
