package io.executionplane.journal.view;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.follow.Gaps;
import io.executionplane.journal.follow.JournalPosition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Writes the view, in SQL that H2 and PostgreSQL both understand. Reading is {@link ViewSearch}.
 */
final class ViewTable {

  /** What the rows mean. A program that gives them another meaning makes them anew. */
  private static final int FORM = 1;

  /** Rows that one transaction takes away, so that none is long. */
  private static final int CLEARED_AT_ONCE = 10_000;

  private static final List<String> TABLES = List.of("execution_label", "execution_view");

  private final DataSource dataSource;

  ViewTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  // --- How far it has come

  /** Where it stands; empty if it was not begun. */
  Optional<ViewPosition> position() {
    var query =
        "select ordering, gaps, setback from execution_view_position where view_form = " + FORM;
    return using(
        connection -> {
          try (var statement = connection.createStatement();
              var row = statement.executeQuery(query)) {
            return row.next()
                ? Optional.of(
                    new ViewPosition(
                        new JournalPosition(row.getLong(1), Gaps.parse(row.getString(2))),
                        row.getLong(3)))
                : Optional.empty();
          }
        });
  }

  /** Has the view begin anew, whatever is in it. */
  void forget() {
    using(connection -> execute(connection, "delete from execution_view_position"));
  }

  /** Takes away what is left of an earlier view, and begins. */
  void begin() {
    forget();
    TABLES.forEach(this::clear);
    inTransaction(connection -> insertPosition(connection, ViewPosition.START));
  }

  private void clear(String table) {
    var nextBound =
        "select ordering from %s order by ordering limit 1 offset %d"
            .formatted(table, CLEARED_AT_ONCE);
    for (var bound = number(nextBound); bound.isPresent(); bound = number(nextBound)) {
      var some = "delete from %s where ordering <= %d".formatted(table, bound.get());
      using(connection -> execute(connection, some));
    }
    using(connection -> execute(connection, "delete from " + table));
  }

  // --- What is in it

  /** Puts entries in the place of what was known of their executions, and moves on. */
  void replace(List<ViewEntry> entries, ViewPosition next) {
    inTransaction(
        connection -> {
          for (var table : TABLES) {
            delete(connection, table, entries);
          }
          insertRows(connection, entries);
          insertLabels(connection, entries);
          execute(connection, "delete from execution_view_position");
          insertPosition(connection, next);
        });
  }

  private static void delete(Connection connection, String table, List<ViewEntry> entries)
      throws SQLException {
    try (var statement =
        connection.prepareStatement("delete from " + table + " where ordering = ?")) {
      for (var entry : entries) {
        statement.setLong(1, entry.row().ordering());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void insertRows(Connection connection, List<ViewEntry> entries)
      throws SQLException {
    var insert =
        "insert into execution_view (ordering, execution_ref, tenant_id, lane_id, target_id,"
            + " status, admitted_at, ended_at) values (?, ?, ?, ?, ?, ?, ?, ?)";
    try (var statement = connection.prepareStatement(insert)) {
      for (var entry : entries) {
        set(statement, entry.row());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void set(PreparedStatement statement, ViewRow row) throws SQLException {
    statement.setLong(1, row.ordering());
    statement.setString(2, row.ref());
    statement.setString(3, row.tenant().orElse(null));
    statement.setString(4, row.lane().orElse(null));
    statement.setString(5, row.target().orElse(null));
    statement.setString(6, row.status().orElse(null));
    statement.setObject(7, row.admittedMicros().orElse(null), Types.BIGINT);
    statement.setObject(8, row.endedMicros().orElse(null), Types.BIGINT);
  }

  private static void insertLabels(Connection connection, List<ViewEntry> entries)
      throws SQLException {
    var insert = "insert into execution_label (ordering, label) values (?, ?)";
    try (var statement = connection.prepareStatement(insert)) {
      for (var entry : entries) {
        for (var label : entry.labels()) {
          statement.setLong(1, entry.row().ordering());
          statement.setString(2, label);
          statement.addBatch();
        }
      }
      statement.executeBatch();
    }
  }

  private static void insertPosition(Connection connection, ViewPosition position)
      throws SQLException {
    var insert =
        "insert into execution_view_position (view_form, ordering, gaps, setback)"
            + " values (?, ?, ?, ?)";
    try (var statement = connection.prepareStatement(insert)) {
      statement.setInt(1, FORM);
      statement.setLong(2, position.journal().ordering());
      statement.setString(3, position.journal().gaps().text());
      statement.setLong(4, position.setbackMicros());
      statement.executeUpdate();
    }
  }

  /** Takes the labels of one execution away. */
  void deleteLabels(ExecutionRef ref) {
    var delete =
        "delete from execution_label where ordering in (select ordering from event_journal"
            + " where persistence_id = ? and sequence_number = 1)";
    using(
        connection -> {
          try (var statement = connection.prepareStatement(delete)) {
            statement.setString(1, PersistenceIds.of(ref));
            return statement.executeUpdate();
          }
        });
  }

  /** How many executions are in it. */
  long size() {
    return number("select count(*) from execution_view").orElse(0L);
  }

  // --- What is needed to go on

  /** The last place of the journal; 0 if there is none. */
  long lastPlace() {
    return number("select max(ordering) from event_journal").orElse(0L);
  }

  /** The latest moment at which anything in the view was admitted, in microseconds. */
  Optional<Long> newestMicros() {
    return number("select max(admitted_at) from execution_view");
  }

  /** The earliest moment of all that stands after a place. */
  Optional<Long> oldestMicrosAfter(long ordering) {
    return number("select min(admitted_at) from execution_view where ordering > " + ordering);
  }

  private Optional<Long> number(String query) {
    return using(
        connection -> {
          try (var statement = connection.createStatement();
              var row = statement.executeQuery(query)) {
            return row.next()
                ? Optional.ofNullable(row.getObject(1, Long.class))
                : Optional.empty();
          }
        });
  }

  // --- Connections

  private static int execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      return statement.executeUpdate();
    }
  }

  private <T> T using(Reading<T> reading) {
    try (var connection = dataSource.getConnection()) {
      return reading.of(connection);
    } catch (SQLException failure) {
      throw new ViewUnusableException(failure);
    }
  }

  private void inTransaction(Writing writing) {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        writing.to(connection);
        connection.commit();
      } catch (SQLException failed) {
        connection.rollback();
        throw failed;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException failure) {
      throw new ViewUnusableException(failure);
    }
  }

  private interface Reading<T> {
    T of(Connection connection) throws SQLException;
  }

  private interface Writing {
    void to(Connection connection) throws SQLException;
  }
}
