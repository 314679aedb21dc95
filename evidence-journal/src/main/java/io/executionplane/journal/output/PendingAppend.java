package io.executionplane.journal.output;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;

/**
 * Chunks of one call that wait to be stored, and whoever waits for them.
 *
 * @param clears the stream that is taken away first, if any; with no chunks, that is all
 * @param size bytes of all chunks
 */
record PendingAppend(
    List<Chunk> chunks, Optional<Stream> clears, long size, CompletableFuture<Done> stored) {

  /** One stream of one execution. */
  record Stream(ExecutionRef ref, StreamName name) {}

  static PendingAppend adding(List<Chunk> chunks) {
    return of(chunks, Optional.empty());
  }

  /** These chunks instead of what is stored of their stream. */
  static PendingAppend replacing(List<Chunk> chunks) {
    var first = chunks.get(0);
    return of(chunks, Optional.of(new Stream(first.ref(), first.stream())));
  }

  static PendingAppend discarding(ExecutionRef ref, StreamName stream) {
    return of(List.of(), Optional.of(new Stream(ref, stream)));
  }

  private static PendingAppend of(List<Chunk> chunks, Optional<Stream> clears) {
    var size = chunks.stream().mapToLong(chunk -> chunk.bytes().size()).sum();
    return new PendingAppend(List.copyOf(chunks), clears, size, new CompletableFuture<>());
  }

  /** Whether it only takes away. */
  boolean isDiscarding() {
    return chunks.isEmpty();
  }

  void succeed() {
    stored.complete(Done.getInstance());
  }

  void fail(Throwable cause) {
    stored.completeExceptionally(cause);
  }
}
