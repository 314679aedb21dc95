package io.executionplane.journal.write;

import io.executionplane.journal.chain.EvidenceSerializer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The table {@code event_journal}, in SQL that H2 and PostgreSQL both understand. Everything
 * happens inside the caller's transaction.
 */
final class EventTable {

  private static final String INSERT =
      "insert into event_journal (persistence_id, sequence_number, writer, write_timestamp,"
          + " adapter_manifest, event_ser_id, event_ser_manifest, event_payload)"
          + " values (?, ?, ?, ?, '', ?, ?, ?)";

  private static final String MANIFEST =
      "select event_ser_manifest from event_journal"
          + " where persistence_id = ? and sequence_number = ?";

  private EventTable() {}

  /** At least one row; in this order. */
  static void insert(Connection connection, List<EventRow> rows) throws SQLException {
    try (var statement = connection.prepareStatement(INSERT)) {
      for (var row : rows) {
        bind(statement, row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void bind(PreparedStatement statement, EventRow row) throws SQLException {
    statement.setString(1, row.persistenceId());
    statement.setLong(2, row.seq());
    statement.setString(3, row.writer());
    statement.setLong(4, row.writtenAt());
    statement.setInt(5, EvidenceSerializer.IDENTIFIER);
    statement.setString(6, EvidenceSerializer.manifestOf(row.event()));
    statement.setBytes(7, row.event().canonical());
  }

  /** Whether exactly this event is stored: the manifest holds its hash. */
  static boolean contains(Connection connection, EventRow row) throws SQLException {
    try (var statement = connection.prepareStatement(MANIFEST)) {
      statement.setString(1, row.persistenceId());
      statement.setLong(2, row.seq());
      try (var rows = statement.executeQuery()) {
        return rows.next() && EvidenceSerializer.manifestOf(row.event()).equals(rows.getString(1));
      }
    }
  }
}
