package io.executionplane.journal.erasure;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.PersistenceIds;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What was copied out of a recorded request to find executions by. It goes when the request goes:
 * whatever else is ever derived from requests belongs here too.
 */
final class RequestTraces {

  private static final String LABELS =
      "delete from execution_label where ordering in (select ordering from event_journal"
          + " where persistence_id = ? and sequence_number = 1)";

  private RequestTraces() {}

  static void destroy(Connection connection, ExecutionRef ref) throws SQLException {
    try (var statement = connection.prepareStatement(LABELS)) {
      statement.setString(1, PersistenceIds.of(ref));
      statement.executeUpdate();
    }
  }
}
