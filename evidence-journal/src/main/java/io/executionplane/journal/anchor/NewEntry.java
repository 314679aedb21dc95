package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Bytes;
import java.util.Optional;

/** An entry on its way into the log, with the bytes that are hashed and stored. */
record NewEntry(LogEntry entry, Bytes canonical) {

  /** The execution by which it is found again. */
  Optional<ExecutionRef> execution() {
    if (entry instanceof LogEntry.Anchor anchor) {
      return Optional.of(anchor.execution());
    }
    return entry instanceof LogEntry.Erased erased
        ? Optional.of(erased.execution())
        : Optional.empty();
  }

  /** The event up to which it anchors; 0 if it is no anchor. */
  long seq() {
    return entry instanceof LogEntry.Anchor anchor ? anchor.seq() : 0;
  }

  static NewEntry of(LogEntry entry) {
    return new NewEntry(entry, Bytes.copyOf(entry.canonical()));
  }
}
