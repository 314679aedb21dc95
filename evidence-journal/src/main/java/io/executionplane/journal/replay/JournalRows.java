package io.executionplane.journal.replay;

import io.executionplane.journal.verify.EvidenceUnreadableException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * The tables of a journal as a whole, in SQL that H2 and PostgreSQL both understand. Each call
 * takes a connection and gives it back.
 */
final class JournalRows {

  /** Before every name. */
  private static final String FIRST = "";

  static final String NEXT_RECORD =
      "select persistence_id from event_journal where persistence_id > ?"
          + " order by persistence_id limit 1";

  static final String NEXT_CHUNKS =
      "select execution_ref from output_chunk where execution_ref > ?"
          + " order by execution_ref limit 1";

  private static final String STREAMS =
      "select distinct stream from output_chunk where execution_ref = ? order by stream limit ?";

  private static final String FOREIGN =
      "select sequence_number, event_ser_id from event_journal"
          + " where persistence_id = ? and event_ser_id <> ? order by sequence_number limit ?";

  private static final String RECORDS =
      "select count(*) from event_journal where sequence_number = 1";

  private static final String EVENTS =
      "select count(*), coalesce(sum(octet_length(event_payload)), 0) from event_journal";

  private static final String CHUNKS =
      "select count(*), coalesce(sum(octet_length(bytes)), 0),"
          + " coalesce(sum(case when bytes is null then 1 else 0 end), 0) from output_chunk";

  private final DataSource dataSource;

  JournalRows(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  // --- Names, in the order of their characters

  /** The names of all records, each once. Looks each one up: holds nothing. */
  Iterator<String> records() {
    return new Names(after -> firstText(NEXT_RECORD, after));
  }

  /** The executions of which chunks are stored, each once, as they are spelled. */
  Iterator<String> chunkOwners() {
    return new Names(after -> firstText(NEXT_CHUNKS, after));
  }

  private Optional<String> firstText(String sql, String after) {
    return query(sql, row -> row.getString(1), after).stream().findFirst();
  }

  /** Streams of which chunks are stored, for an owner however it is spelled. */
  List<String> streams(String owner, int limit) {
    return query(STREAMS, row -> row.getString(1), owner, limit);
  }

  /** Rows of a record that another serializer wrote. */
  List<ForeignRow> foreignRows(String record, int serializerId, int limit) {
    return query(
        FOREIGN, row -> new ForeignRow(row.getLong(1), row.getInt(2)), record, serializerId, limit);
  }

  /**
   * A row that is not ours.
   *
   * @param serializerId what wrote it
   */
  record ForeignRow(long seq, int serializerId) {}

  // --- Sums

  /** How many records begin. */
  long recordCount() {
    return one(RECORDS)[0];
  }

  /** Number of events and their bytes. */
  long[] events() {
    return one(EVENTS);
  }

  /** Number of chunks, bytes in them, and how many of them are erased. */
  long[] chunks() {
    return one(CHUNKS);
  }

  private long[] one(String sql) {
    return query(sql, JournalRows::longs).get(0);
  }

  private static long[] longs(ResultSet row) throws SQLException {
    var values = new long[row.getMetaData().getColumnCount()];
    for (var i = 0; i < values.length; i++) {
      values[i] = row.getLong(i + 1);
    }
    return values;
  }

  // --- Asking

  private <T> List<T> query(String sql, RowReader<T> reader, Object... parameters) {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement(sql)) {
      return read(statement, reader, parameters);
    } catch (SQLException failed) {
      throw new EvidenceUnreadableException(
          "the database cannot be read, SQLSTATE " + failed.getSQLState(), failed);
    }
  }

  private static <T> List<T> read(
      PreparedStatement statement, RowReader<T> reader, Object... parameters) throws SQLException {
    for (var i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    try (var rows = statement.executeQuery()) {
      var values = new ArrayList<T>();
      while (rows.next()) {
        values.add(reader.read(rows));
      }
      return values;
    }
  }

  /** Makes a value of a row. */
  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Walks over names, asking for the next after each. */
  private static final class Names implements Iterator<String> {

    private final Function<String, Optional<String>> after;
    private Optional<String> next;

    Names(Function<String, Optional<String>> after) {
      this.after = after;
      this.next = after.apply(FIRST);
    }

    @Override
    public boolean hasNext() {
      return next.isPresent();
    }

    @Override
    public String next() {
      var name = next.orElseThrow(NoSuchElementException::new);
      next = after.apply(name);
      return name;
    }
  }
}
