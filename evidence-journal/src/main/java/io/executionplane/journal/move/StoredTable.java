package io.executionplane.journal.move;

import io.executionplane.journal.store.UnfinishedCopy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A table as its database describes it, so that one that is added later is moved without being
 * named here.
 *
 * @param key the columns of its primary key, which puts its rows in an order
 */
record StoredTable(String name, List<String> columns, List<String> key) {

  /** Of the database's own, and what is made again from the rest. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "schema_history",
          UnfinishedCopy.TABLE,
          "execution_view",
          "execution_label",
          "execution_view_position");

  private static final String TABLES =
      "select table_name from information_schema.tables where table_schema = current_schema"
          + " and table_type = 'BASE TABLE'";

  StoredTable {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    if (key.isEmpty()) {
      throw new IllegalArgumentException("the table " + name + " has no primary key");
    }
  }

  /** What a database holds of a store; a table that others refer to comes before them. */
  static List<StoredTable> in(Connection connection) throws SQLException {
    var ordered = new LinkedHashSet<String>();
    for (var name : names(connection)) {
      place(connection, name, ordered);
    }
    var tables = new ArrayList<StoredTable>();
    for (var name : ordered) {
      tables.add(new StoredTable(name, columns(connection, name), key(connection, name)));
    }
    return tables;
  }

  private static Set<String> names(Connection connection) throws SQLException {
    var names = new TreeSet<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    names.removeAll(LEFT_OUT);
    return names;
  }

  private static void place(Connection connection, String name, Set<String> ordered)
      throws SQLException {
    var schema = connection.getSchema();
    try (var rows = connection.getMetaData().getImportedKeys(null, schema, name)) {
      while (rows.next()) {
        var referredTo = rows.getString("PKTABLE_NAME");
        if (!referredTo.equals(name)) {
          place(connection, referredTo, ordered);
        }
      }
    }
    ordered.add(name);
  }

  private static List<String> columns(Connection connection, String name) throws SQLException {
    var columns = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select * from " + quoted(name) + " where 1 = 0")) {
      for (var i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
        columns.add(rows.getMetaData().getColumnName(i));
      }
    }
    return columns;
  }

  private static List<String> key(Connection connection, String name) throws SQLException {
    var schema = connection.getSchema();
    var key = new ArrayList<String>();
    try (var rows = connection.getMetaData().getPrimaryKeys(null, schema, name)) {
      while (rows.next()) {
        var place = rows.getInt("KEY_SEQ") - 1;
        while (key.size() <= place) {
          key.add("");
        }
        key.set(place, rows.getString("COLUMN_NAME"));
      }
    }
    return key;
  }

  /** Where the columns of the key are among all of them. */
  List<Integer> keyPlaces() {
    return key.stream().map(columns::indexOf).toList();
  }

  static String quoted(String name) {
    return '"' + name + '"';
  }

  static String list(List<String> names) {
    return names.stream().map(StoredTable::quoted).collect(Collectors.joining(", "));
  }
}
