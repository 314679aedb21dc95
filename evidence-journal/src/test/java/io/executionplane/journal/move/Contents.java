package io.executionplane.journal.move;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.sql.DataSource;

/** Everything that a database holds, as text that can be compared. */
final class Contents {

  private static final String TABLES =
      "select table_name from information_schema.tables where table_schema = current_schema"
          + " and table_name <> 'schema_history'";

  private Contents() {}

  /** The rows of each table, in one order for all databases. */
  static Map<String, Set<String>> of(DataSource database) throws SQLException {
    var contents = new TreeMap<String, Set<String>>();
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var names = statement.executeQuery(TABLES)) {
      while (names.next()) {
        contents.put(names.getString(1), rows(connection, names.getString(1)));
      }
    }
    return contents;
  }

  private static Set<String> rows(Connection connection, String table) throws SQLException {
    var texts = new TreeSet<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select * from " + table)) {
      while (rows.next()) {
        texts.add(text(rows));
      }
    }
    return texts;
  }

  private static String text(ResultSet row) throws SQLException {
    var text = new StringBuilder();
    var columns = row.getMetaData();
    for (var i = 1; i <= columns.getColumnCount(); i++) {
      var value = row.getObject(i);
      text.append(columns.getColumnName(i)).append('=');
      text.append(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : value);
      text.append(' ');
    }
    return text.toString();
  }
}
