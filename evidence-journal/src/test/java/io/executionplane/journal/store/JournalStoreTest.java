package io.executionplane.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.posture.StoreCapability;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalStoreTest {

  private static final History HISTORY = History.running("request-1").and(Payloads.completed());

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
  void writesNothingToADatabaseThatIsUpToDate() throws IOException {
    open().close();
    var mark = Files.getLastModifiedTime(directory.resolve("journal.mark"));

    open().close();

    assertThat(Files.getLastModifiedTime(directory.resolve("journal.mark"))).isEqualTo(mark);
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
      // As the first version left it.
      execute(store.dataSource(), "drop table sink_position");
      for (var table :
          List.of("log_state", "log_entry", "log_tile", "grant_use", "grant_account")) {
        execute(store.dataSource(), "drop table " + table);
      }
      execute(store.dataSource(), "delete from schema_history where version <> '1'");
    }

    try (var store = open()) {
      assertThat(store.reader().rows(HISTORY.ref()))
          .extracting(row -> row.event())
          .containsExactlyElementsOf(HISTORY.events());
      assertThat(oneString(store.dataSource(), "select count(*) from sink_position"))
          .isEqualTo("0");
    }
  }

  @Test
  void statesOnlyWhatTheOpenDatabaseReports() throws SQLException {
    try (var store = open()) {
      assertThat(store.capabilities()).contains(StoreCapability.LOCAL_RESTART);

      execute(store.dataSource(), "set write_delay 500");

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

    assertThat(directory.resolve("journal.mv.db")).exists();
  }

  @Test
  void leavesNoThreadBehind() throws InterruptedException {
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

    assertThatThrownBy(() -> JournalStore.open(Settings.in(missing)))
        .isInstanceOf(StoreException.class)
        .hasMessage("The store's directory " + missing + " does not exist.");
  }

  @Test
  void refusesADatabaseThatAnotherProcessHasOpen() throws IOException {
    open().close();

    try (var other = FileChannel.open(file(), StandardOpenOption.WRITE);
        var lock = other.lock()) {
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(this::open)
          .isInstanceOf(StoreException.class)
          .hasMessage("The database %s cannot be opened: another process has it open.", file());
    }
  }

  @Test
  void refusesASchemaThatIsNewer() throws SQLException {
    try (var store = open()) {
      execute(
          store.dataSource(),
          "insert into schema_history (installed_rank, version, description, type, script,"
              + " installed_by, execution_time, success)"
              + " values (9, '9', 'later', 'SQL', 'V9__later.sql', 'sa', 1, true)");
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "The database %s has schema version 9, and this program knows versions up to %d: use a"
                + " newer program.",
            file(), Schema.VERSION);
  }

  @Test
  void refusesTheDatabaseOfAnotherProgram() throws SQLException {
    try (var connection = DriverManager.getConnection(url(), "sa", "");
        var statement = connection.createStatement()) {
      statement.execute("create table invoice (id int)");
    }

    assertThatThrownBy(this::open)
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "The database %s is not an execution plane's: it holds the table invoice.", file());
    try (var connection = DriverManager.getConnection(url(), "sa", "")) {
      assertThat(connection.isValid(1)).isTrue(); // Closed again, and left as it was.
    }
  }

  @Test
  void repeatsAFirstStartThatWasKilled() throws SQLException, IOException {
    try (var store = open()) {
      execute(store.dataSource(), "delete from schema_history where version is not null");
      execute(store.dataSource(), "drop table output_chunk");
    }
    Files.delete(directory.resolve("journal.mark"));

    try (var store = open()) {
      assertThat(oneString(store.dataSource(), "select count(*) from output_chunk")).isEqualTo("0");
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
    return JournalStore.open(Settings.in(directory));
  }

  private Path file() {
    return directory.resolve("journal.mv.db");
  }

  private String url() {
    return "jdbc:h2:file:" + directory.resolve("journal") + ";DATABASE_TO_LOWER=TRUE";
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
