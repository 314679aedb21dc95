package io.executionplane.journal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/** The right of this process to be the only one that uses a database. */
interface Ownership extends AutoCloseable {

  /** What a connection of the pool must say first; the database refuses it when we own nothing. */
  Optional<String> admission();

  /**
   * Whether what the database acknowledges outlives this process, and its own.
   *
   * @param pooled a connection that was open before: it is asked
   * @throws SQLException if it does not answer
   */
  boolean isDurable(Connection pooled) throws SQLException;

  /** Where the record is, and what that place promises, in one sentence. */
  String promise();

  /**
   * Looks after the right until it is closed.
   *
   * @param lost called once, on a thread of its own, when the right is gone or the database has
   *     stopped to be one that a record may be trusted to
   */
  void watch(Consumer<StoreException> lost);

  /** Gives the right back; again does nothing. To be called when the pool is closed. */
  @Override
  void close();
}
