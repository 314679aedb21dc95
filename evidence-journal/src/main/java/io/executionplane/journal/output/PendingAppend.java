package io.executionplane.journal.output;

import io.executionplane.journal.commit.Write;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;

/**
 * Chunks of one call that wait to be stored, and whoever waits for them.
 *
 * @param bytes of all chunks
 */
record PendingAppend(List<Chunk> chunks, long bytes, CompletableFuture<Done> stored)
    implements Write {

  static PendingAppend of(List<Chunk> chunks) {
    var bytes = chunks.stream().mapToLong(chunk -> chunk.bytes().size()).sum();
    return new PendingAppend(List.copyOf(chunks), bytes, new CompletableFuture<>());
  }

  @Override
  public int rows() {
    return chunks.size();
  }
}
