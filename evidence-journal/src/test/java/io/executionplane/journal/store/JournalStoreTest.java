package io.executionplane.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.view.ListQuery;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for every database. */
@ParameterizedClass
@EnumSource
class JournalStoreTest {

  private static final Set<String> OF_THE_FIRST_VERSION =
      Set.of("event_journal", "event_tag", "output_chunk", "journal_mark", "schema_history");

  private static final History HISTORY = History.running("request-1").and(Payloads.completed());

  @Parameter TestDatabase database;
  @TempDir private Path directory;

  @Test
  void makesItsTablesOnce() throws SQLException {
    try (var store = open()) {
      Rows.write(store.dataSource(), HISTORY);
    }

    try (var store = open()) {
      assertThat(store.reader().rows(HISTORY.ref())).hasSize(HISTORY.events().size());
      assertThat(
              oneString(
                  store.dataSource(),
                  "select version from schema_history where success and version is not null"
                      + " order by installed_rank desc"))
          .isEqualTo(String.valueOf(Schema.VERSION));
    }
  }

  @Test
  void knowsTheVersionOfItsNewestScript() throws IOException {
    var resource = JournalStore.class.getClassLoader().getResource(Schema.SCRIPTS);

    try (var scripts = Files.list(Path.of(resource.getPath()))) {
      var versions =
          scripts
              .map(script -> script.getFileName().toString())
              .map(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
              .toList();
      assertThat(versions).contains(Schema.VERSION).allMatch(version -> version <= Schema.VERSION);
    }
  }

  @Test
  void startsNoMigrationWhenThereIsNothingToMigrate() throws SQLException {
    try (var store = open()) {
      // A migration would look at the checksums first and refuse this one.
      execute(store.dataSource(), "update schema_history set checksum = 1 where version = '1'");
    }

    try (var store = open()) {
      assertThat(store.reader().openExecutions()).isEmpty();
    }
  }

  @Test
  void readsWhatAnEarlierVersionWrote() throws SQLException {
    try (var store = open()) {
      Rows.write(store.dataSource(), HISTORY);
      leaveAsTheFirstVersionDid(store);
    }

    try (var store = open()) {
      assertThat(store.reader().rows(HISTORY.ref()))
          .extracting(row -> row.event())
          .containsExactlyElementsOf(HISTORY.events());
      assertThat(oneString(store.dataSource(), "select count(*) from sink_position"))
          .isEqualTo("0");
      assertThat(store.executions().page(ListQuery.newest(9)).executions())
          .extracting(view -> view.ref())
          .containsExactly(HISTORY.ref());
    }
  }

  @Test
  void migratesWhenToldToAndOnlyOnce() throws SQLException {
    try (var store = open()) {
      leaveAsTheFirstVersionDid(store);
    }

    assertThat(JournalStore.migrate(settings())).isEqualTo(new SchemaChange(1, Schema.VERSION));
    assertThat(JournalStore.migrate(settings()))
        .isEqualTo(new SchemaChange(Schema.VERSION, Schema.VERSION));
  }

  private static List<String> tables(DataSource database) throws SQLException {
    var query =
        "select table_name from information_schema.tables where table_schema = current_schema";
    var tables = new ArrayList<String>();
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static void leaveAsTheFirstVersionDid(JournalStore store) throws SQLException {
    for (var table : tables(store.dataSource())) {
      if (!OF_THE_FIRST_VERSION.contains(table)) {
        execute(store.dataSource(), "drop table " + table + " cascade");
      }
    }
    execute(store.dataSource(), "delete from schema_history where version <> '1'");
  }

  @Test
  void promisesNothingOfMemory() {
    var settings =
        StoreSettings.from(
            ConfigFactory.parseMap(
                    Map.of(
                        StoreSettings.PATH + ".url",
                        "jdbc:h2:mem:promised;DATABASE_TO_LOWER=TRUE",
                        StoreSettings.PATH + ".directory",
                        directory.toString()))
                .withFallback(ConfigFactory.load()));

    try (var store = JournalStore.open(settings)) {
      assertThat(store.promise()).startsWith("jdbc:h2:mem:promised (H2 in memory): NOT DURABLE, ");
      assertThat(store.capabilities()).isEmpty();
    }
  }

  @Test
  void isQuietOnlyWhileNoTransactionCanBeOpen() throws SQLException {
    try (var store = open()) {
      try (var connection = store.dataSource().getConnection()) {
        connection.setAutoCommit(false);
        assertThat(store.isQuiet()).isFalse();
        connection.rollback();
      }

      assertThat(store.isQuiet()).isTrue();
    }
  }

  @Test
  void canBeClosedTwice() {
    var store = open();

    store.close();
    store.close();

    open().close();
  }

  @Test
  void leavesNoThreadBehind() throws InterruptedException {
    open().close(); // A driver may have one of its own, which stays.
    var before = Thread.getAllStackTraces().keySet();

    open().close();

    for (var thread : Thread.getAllStackTraces().keySet()) {
      if (!before.contains(thread)) {
        thread.join(10_000);
        assertThat(thread.isAlive()).as(thread.getName()).isFalse();
      }
    }
  }

  @Test
  void refusesADirectoryThatIsNotThere() {
    var missing = directory.resolve("missing");

    assertThatThrownBy(() -> JournalStore.open(settings().withDirectory(missing)))
        .isInstanceOf(StoreException.class)
        .hasMessage("The store's directory " + missing + " does not exist.");
  }

  @Test
  void refusesASchemaThatIsNewer() throws SQLException {
    try (var store = open()) {
      execute(
          store.dataSource(),
          "insert into schema_history (installed_rank, version, description, type, script,"
              + " installed_by, execution_time, success)"
              + " values (99, '99', 'later', 'SQL', 'V99__later.sql', 'somebody', 1, true)");
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "The database %s has schema version 99, and this program knows versions up to %d: use a"
                + " newer program.",
            name(), Schema.VERSION);
  }

  @Test
  void refusesTheDatabaseOfAnotherProgram() throws SQLException {
    var address = DatabaseAddress.of(settings());
    try (var connection = address.dialect().source(address, settings()).getConnection();
        var statement = connection.createStatement()) {
      statement.execute("create table invoice (id int)");
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "The database %s is not an execution plane's: it holds the table invoice.", name());
    try (var connection = address.dialect().source(address, settings()).getConnection()) {
      assertThat(connection.isValid(1)).isTrue(); // Closed again, and left as it was.
    }
  }

  // --- Recovery

  @Test
  void findsWhatHasNotEndedAndSearchesLessTheNextTime() throws SQLException {
    var open = History.running("request-2");
    try (var store = open()) {
      Rows.write(store.dataSource(), HISTORY);
      Rows.write(store.dataSource(), open);
    }

    try (var store = open()) {
      assertThat(store.recover()).containsExactly(open.ref());
      assertThat(oneString(store.dataSource(), "select ordering from journal_mark")).isEqualTo("5");
      assertThat(store.recover()).containsExactly(open.ref());
    }
  }

  private JournalStore open() {
    return JournalStore.open(settings());
  }

  private StoreSettings settings() {
    return database.settings(directory);
  }

  /** How messages name the database. */
  private String name() {
    return DatabaseAddress.of(settings()).name();
  }

  private static void execute(DataSource store, String sql) throws SQLException {
    try (var connection = store.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String oneString(DataSource store, String sql) throws SQLException {
    try (var connection = store.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
