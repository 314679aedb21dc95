package io.executionplane.journal.move;

import static io.executionplane.journal.move.StoredTable.quoted;

import io.executionplane.journal.store.StoreException;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** One table, from one database into another. */
record TableCopy(StoredTable table, DataSource from, DataSource to) {

  /** Takes away what is there. */
  void clear() throws SQLException {
    var pages = new TablePages(to, table);
    for (var page = pages.next(); !page.isEmpty(); page = pages.next()) {
      write(delete(), page.stream().map(row -> row.only(table.keyPlaces())).toList());
    }
  }

  private String delete() {
    return "delete from %s where %s"
        .formatted(
            quoted(table.name()),
            table.key().stream()
                .map(column -> quoted(column) + " = ?")
                .collect(Collectors.joining(" and ")));
  }

  /**
   * Copies all rows, page by page.
   *
   * @param progress is told of each page how many rows it had
   * @throws StoreException if what is there in the end is not what was read
   */
  void copy(IntConsumer progress) throws SQLException {
    var read = RowSum.none();
    var pages = new TablePages(from, table);
    for (var page = pages.next(); !page.isEmpty(); page = pages.next()) {
      write(insert(), page);
      read = read.and(page);
      progress.accept(page.size());
    }
    requireThere(read);
  }

  private String insert() {
    return "insert into %s (%s) values (%s)"
        .formatted(
            quoted(table.name()),
            StoredTable.list(table.columns()),
            String.join(", ", Collections.nCopies(table.columns().size(), "?")));
  }

  private void write(String sql, List<StoredValues> rows) throws SQLException {
    try (var connection = to.getConnection();
        var statement = connection.prepareStatement(sql)) {
      connection.setAutoCommit(false);
      for (var row : rows) {
        row.set(statement);
        statement.addBatch();
      }
      statement.executeBatch();
      connection.commit();
    }
  }

  private void requireThere(RowSum read) throws SQLException {
    var there = RowSum.none();
    var pages = new TablePages(to, table);
    for (var page = pages.next(); !page.isEmpty(); page = pages.next()) {
      there = there.and(page);
    }
    if (!there.equals(read)) {
      throw new StoreException(
          "The copy of %s is not the same: %d rows were read, and %d are there."
              .formatted(table.name(), read.rows(), there.rows()));
    }
  }
}
