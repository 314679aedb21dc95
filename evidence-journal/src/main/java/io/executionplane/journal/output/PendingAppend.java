package io.executionplane.journal.output;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;

/**
 * Chunks of one call that wait to be stored, and whoever waits for them.
 *
 * @param replaces whether they take the place of what is stored of their stream
 * @param size bytes of all chunks
 */
record PendingAppend(
    List<Chunk> chunks, boolean replaces, long size, CompletableFuture<Done> stored) {

  static PendingAppend of(List<Chunk> chunks, boolean replaces) {
    var size = chunks.stream().mapToLong(chunk -> chunk.bytes().size()).sum();
    return new PendingAppend(List.copyOf(chunks), replaces, size, new CompletableFuture<>());
  }

  void succeed() {
    stored.complete(Done.getInstance());
  }

  void fail(Throwable cause) {
    stored.completeExceptionally(cause);
  }
}
