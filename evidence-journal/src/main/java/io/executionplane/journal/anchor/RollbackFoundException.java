package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.TreeHead;
import io.executionplane.journal.store.StoreException;

/** The database does not hold what the log had already promised: an older copy, or another one. */
public final class RollbackFoundException extends StoreException {

  private static final long serialVersionUID = 1L;

  RollbackFoundException(TreeHead promised, TreeHead found, String file) {
    super(
        ("The log in the database has %d entries and does not contain the checkpoint of %d entries"
                + " that %s keeps: the database was put back to an older state, or replaced."
                + " \"ep journal recover --accept-rollback\" accepts the loss and records it.")
            .formatted(found.size(), promised.size(), file));
  }
}
