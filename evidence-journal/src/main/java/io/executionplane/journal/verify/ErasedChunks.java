package io.executionplane.journal.verify;

import io.executionplane.contracts.evidence.log.ChunkRange;
import io.executionplane.contracts.execution.StreamName;

/**
 * Chunks whose content was destroyed on purpose.
 *
 * @param entry where the log says so
 */
public record ErasedChunks(long entry, StreamName stream, ChunkRange chunks) {

  /** Whether a chunk is one of them. */
  boolean covers(String name, long index) {
    return stream.text().equals(name) && chunks.from() <= index && index < chunks.to();
  }
}
