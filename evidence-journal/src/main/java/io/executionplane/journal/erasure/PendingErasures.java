package io.executionplane.journal.erasure;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Erased;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Destroys what the log says was erased and is still there: all that was just declared, and what an
 * earlier attempt did not get to.
 */
final class PendingErasures {

  /** Chunks in one transaction: 4 MiB at most. */
  static final int CHUNKS_AT_ONCE = 64;

  private static final int PAGE = 256;

  private static final String PENDING =
      "select p.entry_index, l.entry from erasure_pending p"
          + " join log_entry l on l.entry_index = p.entry_index"
          + " where p.entry_index > ? order by p.entry_index limit "
          + PAGE;

  private static final String DONE = "delete from erasure_pending where entry_index = ?";

  private final DataSource database;

  PendingErasures(DataSource database) {
    this.database = database;
  }

  /** An entry whose content is still to be destroyed. */
  private record Pending(long index, Bytes entry) {

    /** What it says; nothing if it is damaged, which the check of the log reports. */
    Optional<Erased> erased() {
      try {
        return LogEntry.decode(entry.toArray()) instanceof Erased erased
            ? Optional.of(erased)
            : Optional.empty();
      } catch (MalformedJsonException | ContractViolationException damaged) {
        return Optional.empty();
      }
    }
  }

  /**
   * Destroys all of it, batch by batch. What is interrupted goes on from there the next time.
   *
   * @return chunks that were destroyed
   * @throws ErasureFailedException if the database failed
   */
  long complete() {
    try (var connection = database.getConnection()) {
      var destroyed = 0L;
      var after = -1L;
      for (var page = page(connection, after); !page.isEmpty(); page = page(connection, after)) {
        for (var pending : page) {
          destroyed += complete(connection, pending);
          after = pending.index();
        }
      }
      return destroyed;
    } catch (SQLException failure) {
      throw new ErasureFailedException(failure);
    }
  }

  private static List<Pending> page(Connection connection, long after) throws SQLException {
    try (var statement = connection.prepareStatement(PENDING)) {
      statement.setLong(1, after);
      try (var rows = statement.executeQuery()) {
        var page = new ArrayList<Pending>();
        while (rows.next()) {
          page.add(new Pending(rows.getLong(1), Bytes.copyOf(rows.getBytes(2))));
        }
        return page;
      }
    }
  }

  private static long complete(Connection connection, Pending pending) throws SQLException {
    var erased = pending.erased();
    if (erased.isEmpty()) {
      return 0;
    }
    var destroyed = 0L;
    var batch = ContentTable.destroyNext(connection, erased.get(), CHUNKS_AT_ONCE);
    while (batch > 0) {
      destroyed += batch;
      batch = ContentTable.destroyNext(connection, erased.get(), CHUNKS_AT_ONCE);
    }
    if (erased.get().stream().equals(StreamName.REQUEST)) {
      RequestTraces.destroy(connection, erased.get().execution());
    }
    try (var statement = connection.prepareStatement(DONE)) {
      statement.setLong(1, pending.index());
      statement.executeUpdate();
    }
    return destroyed;
  }
}
