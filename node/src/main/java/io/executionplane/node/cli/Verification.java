package io.executionplane.node.cli;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.verify.ExecutionVerifier;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import io.executionplane.journal.verify.StoredHashes;
import io.executionplane.journal.verify.VerificationReport;

/** Recomputes an execution's record from the store, as a stranger would. */
final class Verification {

  private Verification() {}

  static VerificationReport of(JournalStore journal, ExecutionRef ref) {
    var source = new JdbcEvidenceSource(journal.dataSource());
    return new ExecutionVerifier(source, new StoredHashes(journal.dataSource())).verify(ref);
  }
}
