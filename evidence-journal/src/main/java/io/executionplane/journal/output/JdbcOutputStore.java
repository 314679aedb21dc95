package io.executionplane.journal.output;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.commit.CommitLimits;
import io.executionplane.journal.commit.GroupCommit;
import io.executionplane.journal.commit.Storing;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/** Keeps chunks in the table {@code output_chunk}; those of many executions share a commit. */
public final class JdbcOutputStore implements OutputStore, AutoCloseable {

  /**
   * Room for some 250 streams that all flood at once. A transaction is kept small enough that
   * events, which share the database, do not wait long behind it.
   */
  private static final CommitLimits LIMITS =
      new CommitLimits(20_000, 64L << 20, 1_000, 1L << 20, Duration.ofSeconds(10));

  private final DataSource dataSource;
  private final GroupCommit<PendingAppend> commit;

  private JdbcOutputStore(DataSource dataSource, CommitLimits limits) {
    this.dataSource = dataSource;
    this.commit = GroupCommit.start("output store", dataSource, new IntoChunks(), limits);
  }

  /**
   * A store with a writer of its own, which runs until the store is closed.
   *
   * @param dataSource a pool; the writer uses one connection at a time, each page that is read
   *     another
   */
  public static JdbcOutputStore start(DataSource dataSource) {
    return start(dataSource, LIMITS);
  }

  static JdbcOutputStore start(DataSource dataSource, CommitLimits limits) {
    return new JdbcOutputStore(dataSource, limits);
  }

  @Override
  public CompletionStage<Done> append(List<Chunk> chunks) {
    return chunks.isEmpty()
        ? CompletableFuture.completedStage(Done.getInstance())
        : commit.offer(PendingAppend.of(chunks));
  }

  @Override
  public Source<Chunk, NotUsed> read(ExecutionRef ref, StreamName stream, long offset) {
    return new ChunkReading(dataSource, ref, stream).from(offset);
  }

  @Override
  public Source<Chunk, NotUsed> readFromIndex(ExecutionRef ref, StreamName stream, long index) {
    return new ChunkReading(dataSource, ref, stream).fromIndex(index);
  }

  /** Stores what waits, within a limit, and fails the rest. */
  @Override
  public void close() {
    commit.close();
  }

  /** How chunks get into their table. */
  private static final class IntoChunks implements Storing<PendingAppend> {

    @Override
    public void together(Connection connection, List<PendingAppend> writes) throws SQLException {
      ChunkTable.insert(
          connection, writes.stream().flatMap(append -> append.chunks().stream()).toList());
    }

    @Override
    public void again(Connection connection, PendingAppend append) throws SQLException {
      var missing = new ArrayList<Chunk>();
      for (var chunk : append.chunks()) {
        if (!ChunkTable.contains(connection, chunk)) {
          missing.add(chunk);
        }
      }
      ChunkTable.insert(connection, missing);
    }

    @Override
    public RuntimeException refused(SQLException cause) {
      return new OutputNotStored(cause);
    }

    @Override
    public RuntimeException overloaded(int rows, long bytes) {
      return new OutputStoreOverloaded(rows, bytes);
    }
  }
}
