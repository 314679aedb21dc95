package io.executionplane.journal.export;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.verify.Finding;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.util.List;
import java.util.Optional;

/**
 * What verifying an exported directory has shown.
 *
 * @param ref whose evidence it says it is; absent if the manifest cannot be read
 * @param checked what was recomputed and is right
 * @param failed what is wrong: first in the record, then in the log's proof, then in the files
 * @param notChecked what could not be recomputed, and why
 */
public record ExportReport(
    Optional<ExecutionRef> ref,
    List<Finding> checked,
    List<Finding> failed,
    List<Finding> notChecked) {

  public ExportReport {
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
}
