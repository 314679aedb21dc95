package io.executionplane.journal.erasure;

import io.executionplane.contracts.execution.ExecutionRef;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** Looks what content is stored. */
record ContentReading(DataSource database) {

  /**
   * What is stored of an execution, by the name of the stream.
   *
   * @throws ErasureFailedException if the database failed
   */
  List<StoredContent> of(ExecutionRef ref) {
    try (var connection = database.getConnection()) {
      return ContentTable.of(connection, ref);
    } catch (SQLException failure) {
      throw new ErasureFailedException(failure);
    }
  }
}
