package io.executionplane.journal.follow;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.read.StoredRow;
import java.util.Optional;

/** A row of the journal and whose it is. */
public record JournalRow(String persistenceId, StoredRow stored) {

  public long ordering() {
    return stored.ordering();
  }

  /** The execution whose row it is; empty where it is something else's. */
  public Optional<ExecutionRef> ref() {
    return PersistenceIds.refOf(persistenceId);
  }
}
