package io.executionplane.lanes.process.cgroup;

import java.util.Optional;

/**
 * What all processes of a group have used together, the ended ones included.
 *
 * @param cpuMicros processor time, in their own code and in the kernel
 * @param memoryPeakBytes the most memory that they held at one time, page cache included; empty
 *     where the memory controller is not at work
 */
public record GroupUsage(long cpuMicros, Optional<Long> memoryPeakBytes) {}
