package io.executionplane.testkit.endtoend;

import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Makes the store refuse writes: a constraint stands in for whatever else can keep a row from being
 * written, such as a full disk.
 */
record FailingStore(DataSource database) {

  /** Something that may fail. */
  interface Action {

    void run() throws Exception;
  }

  /** Does something while no event can be written from the n-th next on; 1 is the next one. */
  void refusingEventsFromTheNext(long n, Action meanwhile) throws Exception {
    refusing("event_journal", "ordering < " + (lastEvent() + n), meanwhile);
  }

  /** Does something while of no stream more than so many chunks can be written. */
  void refusingChunksFrom(long index, Action meanwhile) throws Exception {
    refusing("output_chunk", "stream = 'request' or chunk_index < " + index, meanwhile);
  }

  /** What is there already may break the rule. */
  private void refusing(String table, String rule, Action meanwhile) throws Exception {
    execute("alter table " + table + " add constraint no_room check (" + rule + ")" + unchecked());
    try {
      meanwhile.run();
    } finally {
      execute("alter table " + table + " drop constraint no_room");
    }
  }

  /** How a database spells that rows which are there are not looked at. */
  private String unchecked() throws SQLException {
    try (var connection = database.getConnection()) {
      return connection.getMetaData().getDatabaseProductName().equals("H2")
          ? " nocheck"
          : " not valid";
    }
  }

  private long lastEvent() throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select max(ordering) from event_journal")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
