package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.json.Bytes;

/** An entry on its way into the log, with the bytes that are hashed and stored. */
record NewEntry(LogEntry entry, Bytes canonical) {

  static NewEntry of(LogEntry entry) {
    return new NewEntry(entry, Bytes.copyOf(entry.canonical()));
  }
}
