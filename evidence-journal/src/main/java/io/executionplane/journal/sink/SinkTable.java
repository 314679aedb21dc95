package io.executionplane.journal.sink;

import io.executionplane.journal.follow.FollowedRows;
import io.executionplane.journal.follow.Gaps;
import io.executionplane.journal.follow.JournalPosition;
import io.executionplane.journal.follow.JournalRow;
import io.executionplane.journal.follow.RowSource;
import io.executionplane.journal.read.JournalReadException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What feeders read and write, in SQL that H2 and PostgreSQL both understand.
 *
 * <p>One call at a time: however many sinks there are, all of them together take one connection of
 * those that executions need.
 */
final class SinkTable implements RowSource {

  private static final String COUNT_AFTER =
      "select count(*) from (select ordering from event_journal where ordering > ?"
          + " order by ordering limit ?) as later";

  private static final String POSITION =
      "select ordering, gaps from sink_position where sink_id = ?";

  private static final String MOVE =
      "update sink_position set ordering = ?, gaps = ? where sink_id = ?";

  private static final String BEGIN =
      "insert into sink_position (ordering, gaps, sink_id) values (?, ?, ?)";

  private final DataSource dataSource;
  private final FollowedRows rows;

  SinkTable(DataSource dataSource) {
    this.dataSource = dataSource;
    this.rows = new FollowedRows(dataSource);
  }

  @Override
  public synchronized List<JournalRow> rowsAfter(long ordering, int limit) {
    return rows.rowsAfter(ordering, limit);
  }

  @Override
  public synchronized List<JournalRow> rowsIn(Gaps.Range range, int limit) {
    return rows.rowsIn(range, limit);
  }

  /** How many rows there are after a place; at most the limit. */
  long countAfter(long ordering, int limit) {
    return first(COUNT_AFTER, row -> row.getLong(1), ordering, limit).orElse(0L);
  }

  /** How far a sink has come; the start if nothing is known of it. */
  JournalPosition position(String sinkId) {
    return first(POSITION, SinkTable::position, sinkId).orElse(JournalPosition.START);
  }

  /** Remembers how far a sink has come. */
  void save(String sinkId, JournalPosition position) {
    var gaps = position.gaps().text();
    if (update(MOVE, position.ordering(), gaps, sinkId) == 0) {
      update(BEGIN, position.ordering(), gaps, sinkId);
    }
  }

  private static JournalPosition position(ResultSet row) throws SQLException {
    return new JournalPosition(row.getLong(1), Gaps.parse(row.getString(2)));
  }

  private synchronized <T> Optional<T> first(
      String sql, RowReading<T> reading, Object... parameters) {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (var found = statement.executeQuery()) {
        return found.next() ? Optional.of(reading.read(found)) : Optional.empty();
      }
    } catch (SQLException failure) {
      throw new JournalReadException(failure);
    }
  }

  private synchronized int update(String sql, Object... parameters) {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      return statement.executeUpdate();
    } catch (SQLException failure) {
      throw new JournalReadException(failure);
    }
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (var i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  /** Makes a value of the current row. */
  private interface RowReading<T> {
    T read(ResultSet row) throws SQLException;
  }
}
