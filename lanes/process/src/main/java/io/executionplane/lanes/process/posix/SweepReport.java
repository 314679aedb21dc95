package io.executionplane.lanes.process.posix;

import java.util.List;

/**
 * What a sweep through a process tree saw. It tells what was found, not what does not exist: a
 * process that left the session before anybody looked cannot be recognised (see {@link
 * ProcessTree}).
 *
 * @param rounds how often the process table was read
 * @param killed pids that received KILL and have ended, in ascending order; the leader is not among
 *     them
 * @param remaining pids that belong to the tree and were alive at the last look, ascending
 */
public record SweepReport(int rounds, List<Long> killed, List<Long> remaining) {

  public SweepReport {
    killed = List.copyOf(killed);
    remaining = List.copyOf(remaining);
  }
}
