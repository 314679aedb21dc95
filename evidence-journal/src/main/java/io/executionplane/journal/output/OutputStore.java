package io.executionplane.journal.output;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** Keeps the bytes of executions, chunk by chunk. */
public interface OutputStore {

  /**
   * Stores some chunks of one execution, all of them or none.
   *
   * <p>Calls of many executions share a transaction; each stage completes when its own chunks are
   * durable. What waits is bounded: past the bound the stage fails with {@link
   * OutputStoreOverloaded}, and may be tried again later. A writer that has at most one call under
   * way for each stream never leaves a hole in it.
   *
   * @return completes once all are durable; fails if they are not, or if that cannot be found out
   *     because the store is gone
   */
  CompletionStage<Done> append(List<Chunk> chunks);

  /** Stores one chunk. */
  default CompletionStage<Done> append(Chunk chunk) {
    return append(List.of(chunk));
  }

  /**
   * The stored chunks of a stream in order, from the first that ends after {@code offset}.
   *
   * <p>Ends with what was stored when the end was reached: whoever follows a running execution
   * reads again from where it ended. What was never stored, or erased, is left out; the offsets of
   * the chunks show it.
   */
  Source<Chunk, NotUsed> read(ExecutionRef ref, StreamName stream, long offset);

  /** As {@link #read}, from a chunk's index on: for whoever goes on where he has been before. */
  Source<Chunk, NotUsed> readFromIndex(ExecutionRef ref, StreamName stream, long index);
}
