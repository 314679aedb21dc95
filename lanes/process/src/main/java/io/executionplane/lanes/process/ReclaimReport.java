package io.executionplane.lanes.process;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;

/**
 * What was found of a command whose node had died, for the record.
 *
 * @param leader what became of the command itself
 * @param followersKilled how many other processes of its session and its control group were killed
 * @param unresolved how many processes were seen that may belong to it and still lived: not
 *     verifiable beyond doubt and so left alone, or not to be killed
 */
public record ReclaimReport(
    Leader leader, @Range(min = 0) int followersKilled, @Range(min = 0) int unresolved) {

  public static final Contract<ReclaimReport> CONTRACT = Contract.of(ReclaimReport.class);

  private static final Rules RULES = Rules.of(ReclaimReport.class);

  public ReclaimReport {
    RULES.check(leader, followersKilled, unresolved).orThrow();
  }

  /** What became of the command itself. */
  public enum Leader {
    /** It still ran, was certainly the one, and has been killed with its session. */
    KILLED,
    /** The machine was started anew since: nothing of it can be alive. */
    OTHER_BOOT,
    /** No process has its pid any more. */
    GONE,
    /** Its pid belongs to another process now, which was left alone. */
    PID_REUSED
  }
}
