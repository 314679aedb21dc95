package io.executionplane.testkit.endtoend;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * One row of the store.
 *
 * @param key expression over the row's columns that is unique in the table
 * @param id the value of that expression
 * @param number the row's place among its like
 * @param stream the stream that it belongs to; empty for an event
 */
record StoredRow(
    DataSource database, String table, String key, String id, long number, String stream) {

  byte[] get(String column) throws SQLException {
    return query("select " + column + " from " + where(), row -> row.getBytes(1));
  }

  /** Does something while one bit of one byte is turned. */
  void whileFlipped(String column, int position, Runnable look) throws SQLException {
    var original = get(column);
    var changed = original.clone();
    changed[position] ^= 1;
    set(column, changed);
    look.run();
    set(column, original);
  }

  private void set(String column, byte[] value) throws SQLException {
    update("update " + table + " set " + column + " = ? where " + key + " = ?", value, id);
  }

  /** Does something while the row is not there. */
  void whileGone(Runnable look) throws SQLException {
    var values = query("select * from " + where(), StoredRow::values);
    update("delete from " + where(), id);
    look.run();
    var places = "?, ".repeat(values.size() - 1) + "?";
    update("insert into " + table + " values (" + places + ")", values.toArray());
  }

  private String where() {
    return table + " where " + key + " = ?";
  }

  private static List<Object> values(ResultSet row) throws SQLException {
    var values = new ArrayList<Object>();
    for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      values.add(row.getObject(i));
    }
    return values;
  }

  private interface Reading<T> {

    T of(ResultSet row) throws SQLException;
  }

  private <T> T query(String sql, Reading<T> reading) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, id);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return reading.of(rows);
      }
    }
  }

  private void update(String sql, Object... values) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      if (statement.executeUpdate() != 1) {
        throw new SQLException("not exactly one row: " + sql);
      }
    }
  }

  @Override
  public String toString() {
    return table + " " + stream + " " + number;
  }
}
