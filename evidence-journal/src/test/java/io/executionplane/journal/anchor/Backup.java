package io.executionplane.journal.anchor;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** A copy of everything that the database holds, to be put in its place again. */
record Backup(DataSource database) {

  static final List<String> TABLES = List.of("event_journal", "log_state", "log_entry", "log_tile");

  void take() throws SQLException {
    for (var table : TABLES) {
      execute("drop table if exists backup_of_" + table);
      execute("create table backup_of_%1$s as select * from %1$s".formatted(table));
    }
  }

  void putBack() throws SQLException {
    for (var table : TABLES) {
      execute("delete from " + table);
      execute("insert into %1$s select * from backup_of_%1$s".formatted(table));
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
