package io.executionplane.journal.verify;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.ChainHead;
import java.util.List;
import java.util.Optional;

/**
 * What recomputing an execution's record has shown.
 *
 * @param head end of the chain as it was found; absent if there is no event
 * @param checked what was recomputed and is right
 * @param failed what is wrong, the first broken place first
 * @param notChecked what could not be recomputed, and why
 */
public record VerificationReport(
    ExecutionRef ref,
    Optional<ChainHead> head,
    List<Finding> checked,
    List<Finding> failed,
    List<Finding> notChecked) {

  public VerificationReport {
    checked = List.copyOf(checked);
    failed = List.copyOf(failed);
    notChecked = List.copyOf(notChecked);
  }

  public Verdict verdict() {
    if (!failed.isEmpty()) {
      return Verdict.FAILED;
    }
    return notChecked.isEmpty() ? Verdict.VERIFIED : Verdict.INCOMPLETE;
  }

  /** The report in one word. */
  public enum Verdict {
    /** Everything was checked and is right. */
    VERIFIED(0),
    /** Something is wrong. */
    FAILED(1),
    /** Nothing is wrong, but something could not be checked. */
    INCOMPLETE(2);

    private final int exitCode;

    Verdict(int exitCode) {
      this.exitCode = exitCode;
    }

    /** Exit status of a command that reports this. */
    public int exitCode() {
      return exitCode;
    }
  }
}
