package io.executionplane.journal.move;

import static io.executionplane.journal.move.StoredTable.quoted;

import io.executionplane.journal.read.ProgressListener;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.MovedMark;
import io.executionplane.journal.store.StoreException;
import io.executionplane.journal.store.StoreSettings;
import io.executionplane.journal.store.UnfinishedCopy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Brings everything that a store holds into another, empty one: rows with their places, byte for
 * byte, and the files beside the database. The same log goes on there.
 *
 * <p>From its first row to its last step the new store can be opened by nobody else, so a copy that
 * was interrupted is never taken for a whole one; run again, it begins anew. Before the last step
 * the old store is marked as moved, so that never both go on.
 *
 * <p>What was read is added up, and so is what is there in the end.
 */
public final class StoreMove {

  private final JournalStore from;
  private final JournalStore to;
  private final Clock clock;
  private final ProgressListener progress;
  private long total;
  private long done;

  private StoreMove(JournalStore from, JournalStore to, Clock clock, ProgressListener progress) {
    this.from = from;
    this.to = to;
    this.clock = clock;
    this.progress = progress;
  }

  /**
   * Moves a store that nobody uses. Both directories must be the caller's.
   *
   * @param progress is told how many rows have been copied
   * @throws StoreException if one cannot be opened, the old one was moved already, the new one is
   *     not empty, or something fails; then the new one is unfinished, and the old one as it was
   */
  public static Moved run(
      StoreSettings from, StoreSettings to, Clock clock, ProgressListener progress) {
    try (var source = JournalStore.open(from);
        var target = JournalStore.openForCopy(to)) {
      return new StoreMove(source, target, clock, progress).run();
    } catch (SQLException failure) {
      throw new StoreException("The store cannot be moved: " + failure.getMessage(), failure);
    }
  }

  private Moved run() throws SQLException {
    var files = KeptFiles.of(from.directory());
    var tables = tables();
    begin(tables, files);
    total = rows(tables);
    for (var table : tables) {
      table.copy(this::copied);
    }
    continueNumbering();
    files.copyTo(to.directory());
    MovedMark.in(from.directory()).write(to.name(), to.directory(), clock.instant());
    end();
    return new Moved(done, files.names(), to.name());
  }

  private List<TableCopy> tables() throws SQLException {
    var tables = tables(from);
    if (!tables.equals(tables(to))) {
      throw new StoreException("The store %s has other tables.".formatted(to.name()));
    }
    return tables.stream()
        .map(table -> new TableCopy(table, from.dataSource(), to.dataSource()))
        .toList();
  }

  private static List<StoredTable> tables(JournalStore store) throws SQLException {
    try (var connection = store.dataSource().getConnection()) {
      return StoredTable.in(connection);
    }
  }

  private void copied(int rows) {
    done += rows;
    progress.onProgress(done, Math.max(done, total));
  }

  // --- The first step and the last

  private void begin(List<TableCopy> tables, KeptFiles files) throws SQLException {
    try (var connection = to.dataSource().getConnection()) {
      if (UnfinishedCopy.isIn(connection)) {
        MovedMark.in(from.directory()).requireNoneBut(to.name());
        clear(tables);
      } else {
        MovedMark.in(from.directory()).requireAbsent();
        files.requireNoneIn(to.directory());
        requireEmpty(connection, tables);
        UnfinishedCopy.begin(connection);
      }
    }
  }

  private void requireEmpty(Connection connection, List<TableCopy> tables) throws SQLException {
    for (var each : tables) {
      if (rows(connection, each.table()) > 0) {
        throw new StoreException(
            "The store %s is not empty: it has rows in %s."
                .formatted(to.name(), each.table().name()));
      }
    }
  }

  /** What a copy had brought before it was interrupted. */
  private static void clear(List<TableCopy> tables) throws SQLException {
    var thoseReferredToLast = new ArrayList<>(tables);
    Collections.reverse(thoseReferredToLast);
    for (var table : thoseReferredToLast) {
      table.clear();
    }
  }

  /** The place of the next event follows the last one's. */
  private void continueNumbering() throws SQLException {
    try (var connection = to.dataSource().getConnection();
        var statement = connection.createStatement();
        var last = statement.executeQuery("select max(ordering) from event_journal")) {
      last.next();
      var next = last.getLong(1) + 1; // From 1 where there is none.
      statement.execute("alter table event_journal alter column ordering restart with " + next);
    }
  }

  private void end() throws SQLException {
    try (var connection = to.dataSource().getConnection()) {
      UnfinishedCopy.end(connection);
    }
  }

  // --- Counting

  private long rows(List<TableCopy> tables) throws SQLException {
    try (var connection = from.dataSource().getConnection()) {
      var sum = 0L;
      for (var each : tables) {
        sum += rows(connection, each.table());
      }
      return sum;
    }
  }

  private static long rows(Connection connection, StoredTable table) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from " + quoted(table.name()))) {
      row.next();
      return row.getLong(1);
    }
  }
}
