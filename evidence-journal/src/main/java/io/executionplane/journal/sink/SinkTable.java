package io.executionplane.journal.sink;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.journal.read.JournalReadException;
import io.executionplane.journal.read.StoredRow;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What feeders read and write, in SQL that H2 and PostgreSQL both understand.
 *
 * <p>One call at a time: however many sinks there are, all of them together take one connection of
 * those that executions need.
 */
final class SinkTable {

  private static final String ROW =
      "select ordering, sequence_number, event_ser_id, event_ser_manifest, event_payload,"
          + " persistence_id from event_journal";

  private static final String ROWS_AFTER = ROW + " where ordering > ? order by ordering limit ?";

  private static final String ROWS_BETWEEN =
      ROW + " where ordering between ? and ? order by ordering limit ?";

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

  SinkTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Rows after a place, ascending. */
  List<JournalRow> rowsAfter(long ordering, int limit) {
    return query(ROWS_AFTER, SinkTable::row, ordering, limit);
  }

  /** Rows of a range, ascending. */
  List<JournalRow> rowsIn(Gaps.Range range, int limit) {
    return query(ROWS_BETWEEN, SinkTable::row, range.from(), range.to(), limit);
  }

  /** How many rows there are after a place; at most the limit. */
  long countAfter(long ordering, int limit) {
    return query(COUNT_AFTER, row -> row.getLong(1), ordering, limit).get(0);
  }

  /** How far a sink has come; the start if nothing is known of it. */
  SinkPosition position(String sinkId) {
    return query(POSITION, SinkTable::position, sinkId).stream()
        .findFirst()
        .orElse(SinkPosition.START);
  }

  /** Remembers how far a sink has come. */
  void save(String sinkId, SinkPosition position) {
    var gaps = position.gaps().text();
    if (update(MOVE, position.ordering(), gaps, sinkId) == 0) {
      update(BEGIN, position.ordering(), gaps, sinkId);
    }
  }

  private static JournalRow row(ResultSet row) throws SQLException {
    return new JournalRow(
        row.getString(6),
        new StoredRow(
            row.getLong(1),
            row.getLong(2),
            row.getInt(3),
            Objects.requireNonNullElse(row.getString(4), ""),
            bytes(row.getBytes(5))));
  }

  /** The columns cannot be null, but a damaged file can: what it holds then is no event. */
  private static Bytes bytes(byte @Nullable [] stored) {
    return stored == null ? Bytes.empty() : Bytes.copyOf(stored);
  }

  private static SinkPosition position(ResultSet row) throws SQLException {
    return new SinkPosition(row.getLong(1), Gaps.parse(row.getString(2)));
  }

  private synchronized <T> List<T> query(String sql, RowReading<T> reading, Object... parameters) {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<T>();
        while (rows.next()) {
          found.add(reading.read(rows));
        }
        return found;
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
