package io.executionplane.journal.commit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletionStage;
import javax.sql.DataSource;
import org.apache.pekko.Done;

/**
 * Stores writes with a thread of its own. It takes whatever waits and stores it in one transaction:
 * the busier the store, the more writes share a commit. If such a transaction fails, each write is
 * tried again in one of its own, so that one that cannot be stored takes no other with it.
 *
 * @param <W> the kind of writes
 */
public final class GroupCommit<W extends Write> implements AutoCloseable {

  private final String name;
  private final DataSource dataSource;
  private final Storing<W> storing;
  private final CommitLimits limits;
  private final WriteQueue<W> queue;
  private final Thread writer;

  private GroupCommit(String name, DataSource dataSource, Storing<W> storing, CommitLimits limits) {
    this.name = name;
    this.dataSource = dataSource;
    this.storing = storing;
    this.limits = limits;
    this.queue = new WriteQueue<>(limits);
    this.writer = new Thread(this::write, name + " writer");
  }

  /**
   * Starts a writer, which runs until it is closed.
   *
   * @param name what it is called in messages, and its thread after it
   * @param dataSource a pool; one connection is used at a time
   */
  public static <W extends Write> GroupCommit<W> start(
      String name, DataSource dataSource, Storing<W> storing, CommitLimits limits) {
    var commit = new GroupCommit<>(name, dataSource, storing, limits);
    commit.writer.setDaemon(true);
    commit.writer.start();
    return commit;
  }

  /** Queues a write; fails it at once if there is no room, or nobody to store it. */
  public CompletionStage<Done> offer(W write) {
    switch (queue.offer(write)) {
      case TAKEN -> {}
      case FULL -> fail(write, storing.overloaded(queue.waitingRows(), queue.waitingBytes()));
      case CLOSED -> fail(write, closed());
    }
    return write.stored();
  }

  private IllegalStateException closed() {
    return new IllegalStateException("the " + name + " is closed");
  }

  /**
   * Stores what waits, for at most {@link CommitLimits#closeWithin}, and fails the rest.
   *
   * <p>The writer is never interrupted: H2 closes its file when that happens to a thread in it.
   */
  @Override
  public void close() {
    queue.close();
    try {
      writer.join(limits.closeWithin().toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    failAll(queue.abandon(), closed());
  }

  // --- The writer's thread

  private void write() {
    try {
      for (var batch = queue.take(); !batch.isEmpty(); batch = queue.take()) {
        store(batch);
      }
    } finally {
      // Reached early only by an error of the platform: then nobody may wait for ever.
      failAll(queue.abandon(), new IllegalStateException("the " + name + " has ended"));
    }
  }

  private void store(List<W> batch) {
    try {
      if (!storesTogether(batch)) {
        storeOneByOne(batch);
      }
    } catch (SQLException | RuntimeException noConnection) {
      failAll(batch, told(noConnection)); // Answers that were given stay given.
    } catch (Error fatal) {
      failAll(batch, fatal);
      throw fatal;
    }
  }

  private boolean storesTogether(List<W> batch) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        storing.together(connection, batch);
        connection.commit();
      } catch (SQLException | RuntimeException toBeTriedAgain) {
        rollBack(connection);
        return false;
      }
      batch.forEach(GroupCommit::succeed);
      return true;
    }
  }

  /** Takes a fresh connection: losing the other one may have been the reason. */
  private void storeOneByOne(List<W> batch) throws SQLException {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      for (var write : batch) {
        try {
          storing.again(connection, write);
          connection.commit();
          succeed(write);
        } catch (SQLException | RuntimeException alone) {
          rollBack(connection);
          fail(write, told(alone));
        }
      }
    }
  }

  private static void rollBack(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException lost) {
      // Without a connection there is no transaction either: the database has undone it itself.
    }
  }

  private Throwable told(Exception cause) {
    return cause instanceof SQLException refused ? storing.refused(refused) : cause;
  }

  private static void succeed(Write write) {
    write.stored().complete(Done.getInstance());
  }

  private static void fail(Write write, Throwable cause) {
    write.stored().completeExceptionally(cause);
  }

  private static void failAll(List<? extends Write> writes, Throwable cause) {
    writes.forEach(write -> fail(write, cause));
  }
}
