package io.executionplane.lanes.process.posix;

/**
 * What became of a child of an earlier JVM.
 *
 * @param verdict whether it was still there
 * @param sweep what was killed; {@code remaining} also names processes in a session of that number
 *     which could not be verified and were therefore left alone
 */
public record Reclaimed(Verdict verdict, SweepReport sweep) {

  /** Whether the recorded process was still there. */
  public enum Verdict {
    /** It was, beyond doubt, and its tree has been killed. */
    KILLED,
    /** The machine was started anew since: nothing of it can be alive. */
    OTHER_BOOT,
    /** No process has that pid any more. */
    GONE,
    /** The pid belongs to another process now. */
    PID_REUSED
  }
}
