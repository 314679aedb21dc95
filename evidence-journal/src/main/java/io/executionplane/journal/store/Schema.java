package io.executionplane.journal.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a database to the schema that this code knows.
 *
 * <p>Starting Flyway takes as long as opening H2, and finds nothing to do on every start but the
 * first. So its history table is asked first, by one plain query.
 */
final class Schema {

  /** The version of the newest script in {@link #SCRIPTS}. */
  static final int VERSION = 6;

  static final String SCRIPTS = "io/executionplane/journal/schema";

  private static final String HISTORY = "schema_history";

  private final DataSource dataSource;
  private final DatabaseAddress address;
  private final boolean copying;

  /**
   * The schema of a database.
   *
   * @param copying whether a database that is not whole is welcome
   */
  Schema(DataSource dataSource, DatabaseAddress address, boolean copying) {
    this.dataSource = dataSource;
    this.address = address;
    this.copying = copying;
  }

  /**
   * Creates or migrates the tables.
   *
   * @param initialised whether this database is known to have had them
   * @param migration whether that may happen now
   * @return what that changed, if anything
   * @throws StoreException if the database is newer than this code, older and may not be migrated,
   *     somebody else's, or empty though it was initialised
   */
  SchemaChange bringUp(boolean initialised, Migration migration) throws SQLException {
    var found = version();
    if (found > VERSION) {
      throw new StoreException(
          "The database %s has schema version %d, and this program knows versions up to %d: use a newer program."
              .formatted(address.name(), found, VERSION));
    }
    if (initialised && found == 0) {
      throw new StoreException(
          "The database %s was initialised and is empty now: its content was lost or replaced."
              .formatted(address.name()));
    }
    if (found < VERSION) {
      requireAllowed(migration, found);
      migrate();
    }
    return new SchemaChange(found, VERSION);
  }

  private void requireAllowed(Migration migration, int found) {
    if (migration == Migration.BY_COMMAND) {
      throw new StoreException(
          "The database %s has schema version %d, and this program needs %d: run ep journal migrate, or set %s.migrate = on-start."
              .formatted(address.name(), found, VERSION, StoreSettings.PATH));
    }
  }

  private int version() throws SQLException {
    try (var connection = dataSource.getConnection()) {
      var tables = tables(connection);
      requireWhole(tables);
      if (tables.contains(HISTORY)) {
        return version(connection);
      }
      if (tables.isEmpty()) {
        return 0;
      }
      throw new StoreException(
          "The database %s is not an execution plane's: it holds the table %s."
              .formatted(address.name(), tables.iterator().next()));
    }
  }

  private void requireWhole(Set<String> tables) {
    if (tables.contains(UnfinishedCopy.TABLE) && !copying) {
      throw new StoreException(
          "The database %s holds a part of another store: ep journal import was interrupted and has to be run again."
              .formatted(address.name()));
    }
  }

  static Set<String> tables(Connection connection) throws SQLException {
    var query =
        "select table_name from information_schema.tables where table_schema = current_schema";
    var tables = new TreeSet<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static int version(Connection connection) throws SQLException {
    // Flyway's first row tells of the table itself and has no version.
    var query = "select version from " + HISTORY + " where version is not null and success";
    var newest = 0;
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        newest = Math.max(newest, Integer.parseInt(rows.getString(1)));
      }
    }
    return newest;
  }

  private void migrate() {
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .loggers("slf4j") // Left to choose, it may print to the terminal of a command.
          .dataSource(dataSource)
          .locations("classpath:" + SCRIPTS)
          .table(HISTORY)
          .placeholders(address.dialect().spelling())
          .load()
          .migrate();
    } catch (FlywayException failure) {
      throw new StoreException(
          "The schema of the database %s cannot be brought up to version %d (%s: %s)."
              .formatted(
                  address.name(), VERSION, failure.getErrorCode(), FailureText.root(failure)),
          failure);
    }
  }
}
