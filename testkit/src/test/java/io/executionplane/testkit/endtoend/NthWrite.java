package io.executionplane.testkit.endtoend;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.api.Trigger;

/**
 * Lets one row that is written to an H2 database fail, counted over all tables of a node: a
 * trigger, which the database calls for each row.
 */
public final class NthWrite implements Trigger {

  private static final List<String> TABLES =
      List.of(
          "event_journal",
          "output_chunk",
          "log_entry",
          "log_tile",
          "log_state",
          "journal_mark",
          "sink_position");

  private static final AtomicLong LEFT = new AtomicLong(Long.MAX_VALUE);

  /** H2 makes one for each table. */
  public NthWrite() {}

  /** Has the database call for each row from now on. */
  static void watch(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var table : TABLES) {
        statement.execute(
            "create trigger nth_write_%s before insert, update, delete on %s for each row call '%s'"
                .formatted(table, table, NthWrite.class.getName()));
      }
    }
  }

  /** Lets the n-th row from now on fail, and no other; 1 is the next one. */
  static void failing(long n) {
    LEFT.set(n);
  }

  /** Lets no row fail any more, and says whether one did. */
  static boolean hasFailed() {
    return LEFT.getAndSet(Long.MAX_VALUE) <= 0;
  }

  @Override
  public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
    if (LEFT.decrementAndGet() == 0) {
      throw new SQLException("there is no room for this row, on purpose");
    }
  }
}
