package io.executionplane.journal.output;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Keeps chunks in the table {@code output_chunk}.
 *
 * <p>One thread writes. It takes whatever waits, of however many executions, and stores it in one
 * transaction: the busier the store, the more calls share a commit. If such a transaction fails,
 * each call is tried again in one of its own, so that a call that cannot be stored takes no other
 * with it.
 */
public final class JdbcOutputStore implements OutputStore, AutoCloseable {

  private final DataSource dataSource;
  private final OutputStoreLimits limits;
  private final AppendQueue queue;
  private final Thread writer;

  private JdbcOutputStore(DataSource dataSource, OutputStoreLimits limits) {
    this.dataSource = dataSource;
    this.limits = limits;
    this.queue = new AppendQueue(limits);
    this.writer = new Thread(this::write, "output-store-writer");
  }

  /**
   * A store with a writer of its own, which runs until the store is closed.
   *
   * @param dataSource a pool; the writer uses one connection at a time, each page that is read
   *     another
   */
  public static JdbcOutputStore start(DataSource dataSource, OutputStoreLimits limits) {
    var store = new JdbcOutputStore(dataSource, limits);
    store.writer.setDaemon(true);
    store.writer.start();
    return store;
  }

  @Override
  public CompletionStage<Done> append(List<Chunk> chunks) {
    return chunks.isEmpty() ? stored() : offer(PendingAppend.adding(chunks));
  }

  @Override
  public CompletionStage<Done> replace(List<Chunk> chunks) {
    return chunks.isEmpty() ? stored() : offer(PendingAppend.replacing(chunks));
  }

  @Override
  public CompletionStage<Done> discard(ExecutionRef ref, StreamName stream) {
    return offer(PendingAppend.discarding(ref, stream));
  }

  private CompletionStage<Done> offer(PendingAppend append) {
    queue.offer(append);
    return append.stored();
  }

  private static CompletionStage<Done> stored() {
    return CompletableFuture.completedStage(Done.getInstance());
  }

  @Override
  public Source<Chunk, NotUsed> read(ExecutionRef ref, StreamName stream, long offset) {
    return new ChunkReading(dataSource, ref, stream).from(offset);
  }

  @Override
  public Source<Chunk, NotUsed> readFromIndex(ExecutionRef ref, StreamName stream, long index) {
    return new ChunkReading(dataSource, ref, stream).fromIndex(index);
  }

  /**
   * Stores what waits, for at most {@link OutputStoreLimits#closeTimeout}, and fails the rest.
   *
   * <p>The writer is never interrupted: H2 closes its file when that happens to a thread in it.
   */
  @Override
  public void close() {
    queue.close();
    try {
      writer.join(limits.closeTimeout().toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    failAll(queue.abandon(), new IllegalStateException("the output store is closed"));
  }

  // --- The writer's thread

  private void write() {
    try {
      for (var batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
        store(batch);
      }
    } finally {
      // Reached early only by an error of the platform: then nobody may wait for ever.
      failAll(queue.abandon(), new IllegalStateException("the output store's writer has ended"));
    }
  }

  private void store(List<PendingAppend> batch) {
    try {
      // What is taken away is so in its turn: the same stream may come again behind it.
      if (batch.stream().anyMatch(PendingAppend::isDiscarding) || !storesTogether(batch)) {
        storeOneByOne(batch);
      }
    } catch (SQLException | RuntimeException noConnection) {
      failAll(batch, notStored(noConnection)); // Answers that were given stay given.
    } catch (Error fatal) {
      failAll(batch, fatal);
      throw fatal;
    }
  }

  private boolean storesTogether(List<PendingAppend> batch) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        ChunkTable.insert(
            connection, batch.stream().flatMap(append -> append.chunks().stream()).toList());
        connection.commit();
      } catch (SQLException | RuntimeException toBeTriedAgain) {
        rollBack(connection);
        return false;
      }
      batch.forEach(PendingAppend::succeed);
      return true;
    }
  }

  /** Takes a fresh connection: losing the other one may have been the reason. */
  private void storeOneByOne(List<PendingAppend> batch) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      for (var append : batch) {
        try {
          storeMissing(connection, append);
          append.succeed();
        } catch (SQLException | RuntimeException alone) {
          rollBack(connection);
          append.fail(notStored(alone));
        }
      }
    }
  }

  /**
   * Leaves out what is there: a commit that was reported as failed may have happened. What is to be
   * replaced is looked for only here: with nothing in its place it was stored at the first try.
   */
  private static void storeMissing(Connection connection, PendingAppend append)
      throws SQLException {
    if (append.clears().isPresent()) {
      ChunkTable.delete(connection, append.clears().get());
    }
    var missing = new ArrayList<Chunk>();
    for (var chunk : append.chunks()) {
      if (!ChunkTable.contains(connection, chunk)) {
        missing.add(chunk);
      }
    }
    ChunkTable.insert(connection, missing);
    connection.commit();
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException lost) {
      // Without a connection there is no transaction either: the database has undone it itself.
    }
  }

  private static Throwable notStored(Exception cause) {
    return cause instanceof SQLException refused ? new OutputNotStored(refused) : cause;
  }

  private static void failAll(List<PendingAppend> appends, Throwable cause) {
    appends.forEach(append -> append.fail(cause));
  }
}
