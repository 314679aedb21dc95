package io.executionplane.journal.move;

import static io.executionplane.journal.move.StoredTable.quoted;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Reads a table page by page, in the order of its key. Holds one page. */
final class TablePages {

  /** A page of the largest rows, chunks of 64 KiB, takes 16 MiB. */
  private static final int PAGE = 256;

  private final DataSource database;
  private final StoredTable table;
  private Optional<StoredValues> lastKey = Optional.empty();

  TablePages(DataSource database, StoredTable table) {
    this.database = database;
    this.table = table;
  }

  /** The next rows; none at the end. */
  List<StoredValues> next() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql())) {
      setLastKey(statement);
      var page = new ArrayList<StoredValues>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          page.add(StoredValues.of(rows, table.columns().size()));
        }
      }
      if (!page.isEmpty()) {
        lastKey = Optional.of(page.get(page.size() - 1).only(table.keyPlaces()));
      }
      return page;
    }
  }

  private String sql() {
    return "select %s from %s%s order by %s fetch first %d rows only"
        .formatted(
            StoredTable.list(table.columns()),
            quoted(table.name()),
            lastKey.isEmpty() ? "" : " where " + afterLastKey(),
            StoredTable.list(table.key()),
            PAGE);
  }

  /**
   * Written out, because not every database finds rows by an index when keys are compared whole.
   */
  private String afterLastKey() {
    return quoted(table.key().get(0)) + " >= ? and " + after(0);
  }

  private String after(int column) {
    var name = quoted(table.key().get(column));
    return column == table.key().size() - 1
        ? name + " > ?"
        : "(%s > ? or (%s = ? and %s))".formatted(name, name, after(column + 1));
  }

  private void setLastKey(PreparedStatement statement) throws SQLException {
    if (lastKey.isEmpty()) {
      return;
    }
    var parameter = 1;
    lastKey.get().set(0, statement, parameter++);
    for (var column = 0; column < table.key().size(); column++) {
      lastKey.get().set(column, statement, parameter++);
      if (column < table.key().size() - 1) {
        lastKey.get().set(column, statement, parameter++);
      }
    }
  }
}
