package io.executionplane.node.cli;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.anchor.LogCheck;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.verify.ExecutionVerifier;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import io.executionplane.journal.verify.StoredHashes;
import io.executionplane.journal.verify.VerificationReport;

/** Recomputes an execution's record from the store, as a stranger would. */
final class Verification {

  private Verification() {}

  static VerificationReport of(JournalStore journal, ExecutionRef ref) {
    var database = journal.dataSource();
    var source = new JdbcEvidenceSource(database);
    var stored = new StoredHashes(database);
    var logged = new LogReader(database);
    var report = new ExecutionVerifier(source, stored.and(logged), logged).verify(ref);
    return new LogCheck(database).complete(report);
  }
}
