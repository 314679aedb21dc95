package io.executionplane.testkit.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Every byte of a place, for those who look for one that should not be there. */
final class EverythingStored {

  private EverythingStored() {}

  /** All files of a directory. */
  static byte[] in(Path directory) {
    var all = new ByteArrayOutputStream();
    try (var files = Files.walk(directory)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        all.writeBytes(Files.readAllBytes(file));
      }
      return all.toByteArray();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** All rows of all tables of a database, as bytes where they are bytes, else as text. */
  static byte[] in(DataSource database) {
    var all = new ByteArrayOutputStream();
    try (var connection = database.getConnection()) {
      for (var table : tables(connection)) {
        try (var rows = connection.createStatement().executeQuery("select * from " + table)) {
          write(rows, all);
        }
      }
      return all.toByteArray();
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static List<String> tables(Connection connection) throws SQLException {
    var names = new ArrayList<String>();
    var schema = connection.getSchema();
    var types = new String[] {"TABLE", "BASE TABLE"};
    try (var tables = connection.getMetaData().getTables(null, schema, "%", types)) {
      while (tables.next()) {
        names.add('"' + tables.getString("TABLE_NAME") + '"');
      }
    }
    return names;
  }

  private static void write(ResultSet rows, ByteArrayOutputStream all) throws SQLException {
    while (rows.next()) {
      for (var column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
        var value = rows.getObject(column);
        all.writeBytes(
            value instanceof byte[] bytes ? bytes : String.valueOf(value).getBytes(UTF_8));
      }
    }
  }
}
