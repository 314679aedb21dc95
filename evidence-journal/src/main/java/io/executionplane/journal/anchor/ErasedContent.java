package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.ChunkRange;
import io.executionplane.contracts.evidence.log.LogEntry.Erased;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import java.time.Instant;

/**
 * Content that is to be destroyed, on its way into the log.
 *
 * @param reason why, for a person
 */
public record ErasedContent(ExecutionRef ref, StreamName stream, ChunkRange chunks, String reason) {

  /** What the log says of it. */
  Erased entry(LogName log, Instant at) {
    return new Erased(log, ref, stream, chunks, reason, at);
  }
}
