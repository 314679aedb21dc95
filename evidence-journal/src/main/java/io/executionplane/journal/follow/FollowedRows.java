package io.executionplane.journal.follow;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.journal.read.JournalReadException;
import io.executionplane.journal.read.StoredRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The rows of the table, in SQL that H2 and PostgreSQL both understand. */
public final class FollowedRows implements RowSource {

  private static final String ROW =
      "select ordering, sequence_number, event_ser_id, event_ser_manifest, event_payload,"
          + " persistence_id from event_journal";

  private static final String AFTER = ROW + " where ordering > ? order by ordering limit ?";

  private static final String BETWEEN =
      ROW + " where ordering between ? and ? order by ordering limit ?";

  private final DataSource dataSource;

  public FollowedRows(DataSource dataSource) {
    this.dataSource = dataSource;
  }

  @Override
  public List<JournalRow> rowsAfter(long ordering, int limit) {
    return query(AFTER, ordering, limit);
  }

  @Override
  public List<JournalRow> rowsIn(Gaps.Range range, int limit) {
    return query(BETWEEN, range.from(), range.to(), limit);
  }

  private List<JournalRow> query(String sql, long... parameters) {
    try (var connection = dataSource.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < parameters.length; i++) {
        statement.setLong(i + 1, parameters[i]);
      }
      try (var rows = statement.executeQuery()) {
        var found = new ArrayList<JournalRow>();
        while (rows.next()) {
          found.add(row(rows));
        }
        return found;
      }
    } catch (SQLException failure) {
      throw new JournalReadException(failure);
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
}
