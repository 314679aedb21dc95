package io.executionplane.journal.read;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.journal.chain.PersistenceIds;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the journal, in SQL that H2 and PostgreSQL both understand. Each call takes a
 * connection and gives it back; none returns more than it was asked for.
 */
final class JournalTable {

  private static final String ROW =
      "select ordering, sequence_number, event_ser_id, event_ser_manifest, event_payload"
          + " from event_journal where persistence_id = ?";

  private static final String ROWS_FROM =
      ROW + " and sequence_number >= ? order by sequence_number limit ?";

  private static final String LAST_ROW = ROW + " order by sequence_number desc limit 1";

  private static final String LAST_SEQ =
      "select sequence_number from event_journal where persistence_id = ?"
          + " order by sequence_number desc limit 1";

  // The name is not part of these conditions: H2 would follow the names' index and sort everything.
  private static final String FIRST_ROW =
      "select ordering, persistence_id, write_timestamp from event_journal"
          + " where sequence_number = 1";

  private static final String FIRST_ROWS_BEFORE =
      FIRST_ROW + " and ordering < ? order by ordering desc limit ?";

  private static final String FIRST_ROWS_FROM =
      FIRST_ROW + " and ordering >= ? order by ordering limit ?";

  private static final String IDS_BETWEEN =
      "select persistence_id from event_journal where persistence_id >= ? and persistence_id < ?"
          + " and sequence_number = 1 order by persistence_id limit ?";

  private static final String REQUEST =
      "select bytes from output_chunk where execution_ref = ? and stream = ?"
          + " and bytes is not null order by chunk_index limit ?";

  private final DataSource dataSource;

  JournalTable(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  /** Rows of an execution from a sequence number on, ascending. */
  List<StoredRow> rows(ExecutionRef ref, long fromSeq, int limit) {
    return query(ROWS_FROM, JournalTable::storedRow, PersistenceIds.of(ref), fromSeq, limit);
  }

  Optional<StoredRow> lastRow(ExecutionRef ref) {
    return query(LAST_ROW, JournalTable::storedRow, PersistenceIds.of(ref)).stream().findFirst();
  }

  /** The sequence number of the last row of an execution; 0 without any. */
  long lastSeq(ExecutionRef ref) {
    return query(LAST_SEQ, row -> row.getLong(1), PersistenceIds.of(ref)).stream()
        .findFirst()
        .orElse(0L);
  }

  /** First rows of anything before a place, newest first. */
  List<FirstRow> firstRowsBefore(long ordering, int limit) {
    return query(FIRST_ROWS_BEFORE, JournalTable::firstRow, ordering, limit);
  }

  /** First rows of anything from a place on, oldest first. */
  List<FirstRow> firstRowsFrom(long ordering, int limit) {
    return query(FIRST_ROWS_FROM, JournalTable::firstRow, ordering, limit);
  }

  /** Names of records, from one name up to and without another, ascending. */
  List<String> idsBetween(String from, String to, int limit) {
    return query(IDS_BETWEEN, row -> row.getString(1), from, to, limit);
  }

  /** The first chunks of an execution's recorded request. */
  List<Bytes> request(ExecutionRef ref, int limit) {
    return query(
        REQUEST,
        row -> Bytes.copyOf(row.getBytes(1)),
        ref.text(),
        StreamName.REQUEST.text(),
        limit);
  }

  private static StoredRow storedRow(ResultSet row) throws SQLException {
    return new StoredRow(
        row.getLong(1),
        row.getLong(2),
        row.getInt(3),
        Objects.requireNonNullElse(row.getString(4), ""),
        bytes(row.getBytes(5)));
  }

  /** The columns cannot be null, but a damaged file can: what it holds then is no event. */
  private static Bytes bytes(byte @Nullable [] stored) {
    return stored == null ? Bytes.empty() : Bytes.copyOf(stored);
  }

  private static FirstRow firstRow(ResultSet row) throws SQLException {
    return new FirstRow(row.getLong(1), row.getString(2), row.getLong(3));
  }

  private <T> List<T> query(String sql, RowReading<T> reading, Object... parameters) {
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
