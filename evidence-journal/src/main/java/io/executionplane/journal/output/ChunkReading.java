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

  /** In the place of an index: everything that there was has been read. */
  private static final long READ = -2;

  /** From the first chunk that ends after an offset. */
  Source<Chunk, NotUsed> from(long offset) {
    return pages(NOT_SOUGHT, offset);
  }

  Source<Chunk, NotUsed> fromIndex(long index) {
    return pages(index, 0);
  }

  private Source<Chunk, NotUsed> pages(long index, long offset) {
    return Source.fromMaterializer(
            (materializer, attributes) -> pages(index, offset, ReadingThreads.of(materializer)))
        .mapMaterializedValue(ignored -> NotUsed.getInstance());
  }

  private Source<Chunk, NotUsed> pages(long first, long offset, Executor blocking) {
    return Source.unfoldAsync(first, index -> page(index, offset, blocking))
        .mapConcat(chunks -> chunks);
  }

  private CompletionStage<Optional<Pair<Long, List<Chunk>>>> page(
      long index, long offset, Executor blocking) {
    return index == READ
        ? CompletableFuture.completedStage(Optional.empty())
        : CompletableFuture.supplyAsync(() -> page(index, offset), blocking);
  }

  private Optional<Pair<Long, List<Chunk>>> page(long index, long offset) {
    try (var connection = dataSource.getConnection()) {
      var first = index == NOT_SOUGHT ? ChunkTable.seek(connection, ref, stream, offset) : index;
      var chunks = ChunkTable.page(connection, ref, stream, first, PAGE_CHUNKS);
      return chunks.isEmpty() ? Optional.empty() : Optional.of(Pair.create(after(chunks), chunks));
    } catch (SQLException unreadable) {
      throw new CompletionException(unreadable);
    }
  }

  private static long after(List<Chunk> page) {
    return page.size() < PAGE_CHUNKS ? READ : page.get(page.size() - 1).index() + 1;
  }
}
