package io.executionplane.testkit.endtoend;

import io.executionplane.contracts.execution.ExecutionRef;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The rows of one execution, for those who would change them behind the plane's back. */
record StoredRecord(DataSource database, ExecutionRef ref) {

  List<StoredRow> events() {
    return rows(
        "event_journal",
        "cast(ordering as varchar(32))",
        "select ordering, sequence_number, '' from event_journal where persistence_id like ?"
            + " order by sequence_number");
  }

  List<StoredRow> chunks() {
    return rows(
        "output_chunk",
        "execution_ref || stream || chunk_index",
        "select execution_ref || stream || chunk_index, chunk_index, stream from output_chunk"
            + " where execution_ref like ? order by stream, chunk_index");
  }

  private List<StoredRow> rows(String table, String key, String query) {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(query)) {
      statement.setString(1, "%" + ref.text());
      var found = new ArrayList<StoredRow>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              new StoredRow(
                  database, table, key, rows.getString(1), rows.getLong(2), rows.getString(3)));
        }
      }
      return found;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
