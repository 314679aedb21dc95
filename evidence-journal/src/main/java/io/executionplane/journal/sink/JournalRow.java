package io.executionplane.journal.sink;

import io.executionplane.journal.read.StoredRow;

/** A row of the journal and whose it is. */
record JournalRow(String persistenceId, StoredRow stored) {

  long ordering() {
    return stored.ordering();
  }
}
