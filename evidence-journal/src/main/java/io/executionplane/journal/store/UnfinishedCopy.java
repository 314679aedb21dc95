package io.executionplane.journal.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A table that a database has for as long as another store is being copied into it. In the database
 * itself, because that is what is not whole: whoever reaches it from elsewhere must see it too.
 */
public final class UnfinishedCopy {

  /** Its name, for those who list tables. */
  public static final String TABLE = "unfinished_copy";

  private UnfinishedCopy() {}

  /** Whether a copy into this database was begun and not ended. */
  public static boolean isIn(Connection connection) throws SQLException {
    return Schema.tables(connection).contains(TABLE);
  }

  /** From now on nobody but a copy can open the store. */
  public static void begin(Connection connection) throws SQLException {
    execute(connection, "create table if not exists " + TABLE + " (begun integer)");
  }

  /** The copy is whole. */
  public static void end(Connection connection) throws SQLException {
    execute(connection, "drop table " + TABLE);
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
