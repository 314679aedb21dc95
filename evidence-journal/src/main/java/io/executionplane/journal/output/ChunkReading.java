package io.executionplane.journal.output;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.apache.pekko.NotUsed;
import org.apache.pekko.dispatch.Dispatchers;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Reads the chunks of a stream page by page.
 *
 * <p>No connection is held between pages, so a reader that stalls holds one page of memory and
 * nothing else.
 */
record ChunkReading(DataSource dataSource, ExecutionRef ref, StreamName stream) {

  /** 256 KiB at most. */
  private static final int PAGE_CHUNKS = 4;

  private static final long NOT_SOUGHT = -1;

  Source<Chunk, NotUsed> from(long offset) {
    return Source.fromMaterializer(
            (materializer, attributes) ->
                pages(
                    offset,
                    materializer
                        .system()
                        .dispatchers()
                        .lookup(Dispatchers.DefaultBlockingDispatcherId())))
        .mapMaterializedValue(ignored -> NotUsed.getInstance());
  }

  private Source<Chunk, NotUsed> pages(long offset, Executor blocking) {
    return Source.unfoldAsync(NOT_SOUGHT, index -> page(index, offset, blocking))
        .mapConcat(chunks -> chunks);
  }

  private CompletionStage<Optional<Pair<Long, List<Chunk>>>> page(
      long index, long offset, Executor blocking) {
    return CompletableFuture.supplyAsync(() -> page(index, offset), blocking);
  }

  private Optional<Pair<Long, List<Chunk>>> page(long index, long offset) {
    try (var connection = dataSource.getConnection()) {
      var first = index == NOT_SOUGHT ? ChunkTable.seek(connection, ref, stream, offset) : index;
      var chunks = ChunkTable.page(connection, ref, stream, first, PAGE_CHUNKS);
      return chunks.isEmpty()
          ? Optional.empty()
          : Optional.of(Pair.create(chunks.get(chunks.size() - 1).index() + 1, chunks));
    } catch (SQLException unreadable) {
      throw new CompletionException(unreadable);
    }
  }
}
