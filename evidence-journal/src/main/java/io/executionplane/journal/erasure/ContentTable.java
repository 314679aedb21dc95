package io.executionplane.journal.erasure;

import io.executionplane.contracts.evidence.log.LogEntry.Erased;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * The columns of {@code output_chunk} that erasure takes away, in SQL that H2 and PostgreSQL both
 * understand.
 */
final class ContentTable {

  /** More streams than any execution has. */
  private static final int STREAMS_MAX = 1000;

  private static final String PRESENT = "(salt is not null or bytes is not null)";

  private static final String CONTENT =
      "select stream, max(chunk_index) + 1, sum(case when "
          + PRESENT
          + " then 1 else 0 end), coalesce(sum(octet_length(bytes)), 0) from output_chunk"
          + " where execution_ref = ? group by stream order by stream limit "
          + STREAMS_MAX;

  private static final String IN_RANGE =
      " where execution_ref = ? and stream = ? and chunk_index >= ? and chunk_index < ? and "
          + PRESENT;

  private static final String NEXT =
      "select chunk_index from output_chunk" + IN_RANGE + " order by chunk_index limit ?";

  private static final String DESTROY =
      "update output_chunk set salt = null, bytes = null" + IN_RANGE;

  private ContentTable() {}

  /**
   * What is stored of an execution, by the name of the stream; names that no stream has left out.
   */
  static List<StoredContent> of(Connection connection, ExecutionRef ref) throws SQLException {
    try (var statement = connection.prepareStatement(CONTENT)) {
      statement.setString(1, ref.text());
      try (var rows = statement.executeQuery()) {
        var content = new ArrayList<StoredContent>();
        while (rows.next()) {
          if (StreamName.isName(rows.getString(1))) {
            content.add(
                new StoredContent(
                    new StreamName(rows.getString(1)),
                    rows.getLong(2),
                    rows.getLong(3),
                    rows.getLong(4)));
          }
        }
        return content;
      }
    }
  }

  /**
   * Destroys the next chunks of what an entry of the log says was erased.
   *
   * @return how many there were
   */
  static int destroyNext(Connection connection, Erased erased, int most) throws SQLException {
    var last = lastOfNext(connection, erased, most);
    if (last.isEmpty()) {
      return 0;
    }
    try (var statement = connection.prepareStatement(DESTROY)) {
      bind(statement, erased, last.getAsLong() + 1);
      return statement.executeUpdate();
    }
  }

  private static OptionalLong lastOfNext(Connection connection, Erased erased, int most)
      throws SQLException {
    try (var statement = connection.prepareStatement(NEXT)) {
      bind(statement, erased, erased.chunks().to());
      statement.setInt(5, most);
      try (var rows = statement.executeQuery()) {
        var last = OptionalLong.empty();
        while (rows.next()) {
          last = OptionalLong.of(rows.getLong(1));
        }
        return last;
      }
    }
  }

  private static void bind(PreparedStatement statement, Erased erased, long to)
      throws SQLException {
    statement.setString(1, erased.execution().text());
    statement.setString(2, erased.stream().text());
    statement.setLong(3, erased.chunks().from());
    statement.setLong(4, to);
  }
}
