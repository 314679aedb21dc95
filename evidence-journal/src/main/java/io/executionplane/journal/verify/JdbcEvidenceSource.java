package io.executionplane.journal.verify;

import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.output.Chunk;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.sql.DataSource;

/**
 * The record as it stands in the tables {@code event_journal} and {@code output_chunk}.
 *
 * <p>Of each column no more is read than can be right, and one byte: a row that was blown up cannot
 * fill the memory.
 */
public final class JdbcEvidenceSource implements EvidenceSource {

  private static final int EVENTS_PER_PAGE = 64;
  private static final int CHUNKS_PER_PAGE = 4;
  private static final int STREAMS_MAX = 1000;

  private static final String EVENTS =
      "select sequence_number, "
          + bounded("event_payload", EvidenceEvent.BYTES_MAX)
          + " from event_journal where persistence_id = ? and sequence_number > ?"
          + " order by sequence_number limit "
          + EVENTS_PER_PAGE;

  private static final String STREAMS =
      "select distinct stream from output_chunk where execution_ref = ? order by stream limit "
          + STREAMS_MAX;

  private static final String CHUNKS =
      "select chunk_index, chunk_offset, at_micros, "
          + bounded("salt", Chunk.SALT_BYTES)
          + ", "
          + bounded("commitment", 32)
          + ", "
          + bounded("bytes", Chunk.BYTES_MAX)
          + " from output_chunk where execution_ref = ? and stream = ? and chunk_index > ?"
          + " order by chunk_index limit "
          + CHUNKS_PER_PAGE;

  private final DataSource dataSource;

  /**
   * A source over a database.
   *
   * @param dataSource each page takes a connection and gives it back
   */
  public JdbcEvidenceSource(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  private static String bounded(String column, int bytesMax) {
    return "substring(" + column + " from 1 for " + (bytesMax + 1) + ")";
  }

  @Override
  public Iterator<EventRow> events(ExecutionRef ref) {
    return new PagedRows<>(
        after -> read(EVENTS, JdbcEvidenceSource::event, PersistenceIds.of(ref), after),
        EventRow::sequenceNumber);
  }

  private static EventRow event(ResultSet row) throws SQLException {
    var bytes = row.getBytes(2);
    return new EventRow(row.getLong(1), bytes == null ? new byte[0] : bytes);
  }

  @Override
  public List<String> streams(ExecutionRef ref) {
    return read(STREAMS, row -> row.getString(1), ref.text());
  }

  @Override
  public Iterator<ChunkRow> chunks(ExecutionRef ref, String stream) {
    return new PagedRows<>(
        after -> read(CHUNKS, JdbcEvidenceSource::chunk, ref.text(), stream, after),
        ChunkRow::index);
  }

  private static ChunkRow chunk(ResultSet row) throws SQLException {
    return new ChunkRow(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getBytes(4),
        row.getBytes(5),
        row.getBytes(6));
  }

  /** Makes a value of a row. */
  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> read(String sql, RowReader<T> reader, Object... parameters) {
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
}
