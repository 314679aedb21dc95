package io.executionplane.journal.erasure;

import io.executionplane.contracts.evidence.log.ChunkRange;
import io.executionplane.contracts.execution.StreamName;

/**
 * What is stored of a stream.
 *
 * @param chunkCount chunks that were ever stored, erased ones included
 * @param presentChunks chunks whose content is there
 * @param presentBytes bytes of content that are there
 */
public record StoredContent(
    StreamName stream, long chunkCount, long presentChunks, long presentBytes) {

  /** Whether there is anything to destroy. */
  public boolean isPresent() {
    return presentChunks > 0;
  }

  /** All of it. */
  ChunkRange range() {
    return new ChunkRange(0, chunkCount);
  }
}
