package io.executionplane.node;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.anchor.LogCheck;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.verify.ExecutionVerifier;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import io.executionplane.journal.verify.StoredHashes;
import io.executionplane.journal.verify.VerificationReport;

/** Recomputes an execution's record from the store, as a stranger would. */
public final class Verification {

  private Verification() {}

  /**
   * What that has shown. Reads every event and every chunk, in the thread of the caller.
   *
   * @param ref also one of which nothing is recorded: the report then says so
   */
  public static VerificationReport of(JournalStore journal, ExecutionRef ref) {
    var database = journal.dataSource();
    var source = new JdbcEvidenceSource(database);
    var stored = new StoredHashes(database);
    var logged = new LogReader(database);
    var report = new ExecutionVerifier(source, stored.and(logged), logged).verify(ref);
    return new LogCheck(database).complete(report);
  }
}
