package io.executionplane.journal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.PostgresqlForTests;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said only of PostgreSQL: who may have it, and which server is good enough. */
class PostgresqlStoreTest {

  private static final History HISTORY = History.running("request-1").and(Payloads.completed());
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final String OWNERS_SESSION =
      "select pid from pg_locks where locktype = 'advisory' and objsubid = 2"
          + " and mode = 'ExclusiveLock' and granted";

  @TempDir private Path directory;
  private StoreSettings settings;

  @BeforeEach
  void reach() {
    settings = TestDatabase.POSTGRESQL.settings(directory);
  }

  // --- Schema

  @Test
  void makesNoTablesUnlessItMay() {
    var byCommand = with("migrate = by-command");

    assertThatThrownBy(() -> JournalStore.open(byCommand))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "The database %s has schema version 0, and this program needs %d: run ep journal"
                + " migrate, or set execution-plane.store.migrate = on-start.",
            settings.url(), Schema.VERSION);

    assertThat(JournalStore.migrate(byCommand)).isEqualTo(new SchemaChange(0, Schema.VERSION));
    assertThat(JournalStore.migrate(byCommand).isChange()).isFalse();
    JournalStore.open(byCommand).close();
  }

  @Test
  void needsNoRightToMakeTablesOnceTheyAreThere() throws SQLException {
    try (var store = JournalStore.open(settings)) {
      execute(store, "create role worker login");
      execute(
          store, "grant select, insert, update, delete on all tables in schema public to worker");
    }
    try (var store = JournalStore.open(with("migrate = by-command, postgresql.user = worker"))) {
      Rows.write(store.dataSource(), HISTORY);

      assertThat(store.recover()).isEmpty();
      assertThat(strings(store, "select current_user")).containsExactly("worker");
      assertThatThrownBy(() -> execute(store, "create table other (id int)"))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> JournalStore.open(with("postgresql.user = worker")))
          .hasMessageContaining("\"execution-plane ");
    } finally {
      try (var store = JournalStore.open(settings)) {
        execute(store, "drop owned by worker");
        execute(store, "drop role worker");
      }
    }
  }

  @Test
  void refusesADatabaseThatWentBack() throws SQLException {
    try (var store = JournalStore.open(settings)) {
      Rows.write(store.dataSource(), HISTORY);
    }
    try (var store = JournalStore.open(settings)) {
      execute(store, "delete from event_journal where sequence_number > 2");
    }

    assertThatThrownBy(() -> JournalStore.open(settings))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("ends at event 2 and had come to 4");
  }

  @Test
  void comparesNamesByteByByte() throws SQLException {
    try (var store = JournalStore.open(settings)) {
      assertThat(
              strings(
                  store,
                  "select collation_name from information_schema.columns"
                      + " where column_name in ('persistence_id', 'execution_ref', 'stream')"))
          .containsOnly("C");
    }
  }

  // --- The server

  @Test
  void refusesAServerThatForgetsWhatItAcknowledged() {
    assertThatThrownBy(() -> JournalStore.open(with("postgresql.volatile-server-allowed = false")))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "The database %s has fsync = off and synchronous_commit = off, so acknowledged events"
                + " may be lost: set both to on.",
            settings.url());
  }

  @Test
  void promisesWhatTheServerSays() {
    try (var store = JournalStore.open(settings)) {
      assertThat(store.promise())
          .startsWith(settings.url() + " (PostgreSQL 18.")
          .endsWith(
              "fsync off, synchronous_commit off): NOT DURABLE, what is recorded may be lost"
                  + " with the server");
      assertThat(store.capabilities()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "on, on, survives the death of the process and of the server",
    "on, local, survives the death of the process and of the server",
    "on, remote_apply, survives the death of the process and of the server",
    "on, off, NOT DURABLE",
    "off, on, NOT DURABLE"
  })
  void promisesNoMoreThanIsConfigured(String fsync, String commit, String promise) {
    var server = new PostgresqlServer(140_000, "14.0", fsync, commit, "UTF8", false, "public");

    assertThat(server.promise("db")).contains(promise);
    assertThat(server.isDurable()).isEqualTo(!promise.equals("NOT DURABLE"));
  }

  @ParameterizedTest
  @CsvSource({
    "130022, off, UTF8, public, is PostgreSQL x; 14 or newer is needed.",
    "140000, on, UTF8, public, 'is a standby, to which nothing can be written: name the primary.'",
    "140000, off, LATIN1, public, 'has the encoding LATIN1, not UTF8.'",
    "140000, off, UTF8, '', has no schema that the search path names and this user may use."
  })
  void refusesAServerThatIsNotFit(
      int number, String standby, String encoding, String schema, String why) {
    var server =
        new PostgresqlServer(number, "x", "on", "on", encoding, standby.equals("on"), schema);

    assertThatThrownBy(() -> server.requireFit("db", false))
        .isInstanceOf(StoreException.class)
        .hasMessage("The database db " + why);
  }

  @Test
  void saysWhyItCannotConnect() {
    var nowhere = with("url = \"" + settings.url() + "_missing\"");

    assertThatThrownBy(() -> JournalStore.open(nowhere))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("_missing cannot be opened: ")
        .hasMessageEndingWith("(SQLSTATE 3D000).");
  }

  @Test
  void boundsEveryStatement() throws SQLException {
    try (var store = JournalStore.open(with("postgresql.statement-timeout = 7s"))) {
      assertThat(strings(store, "show statement_timeout")).containsExactly("7s");
      assertThat(strings(store, "show lock_timeout")).containsExactly("10s");
      assertThat(strings(store, "show idle_in_transaction_session_timeout")).containsExactly("7s");
      assertThat(strings(store, "show transaction_isolation")).containsExactly("read committed");
    }
  }

  /** Failures are logged, and rows hold what commands print. */
  @Test
  void repeatsNothingOfWhatCouldNotBeWritten() throws SQLException {
    var refused = "update event_journal set deleted = null where event_payload is not null";
    try (var store = JournalStore.open(settings);
        var connection = store.dataSource().getConnection()) {
      Rows.write(store.dataSource(), HISTORY);
      try (var statement = connection.prepareStatement(refused)) {
        statement.addBatch();

        assertThatThrownBy(statement::executeBatch)
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("violates not-null constraint")
            .hasMessageNotContaining(HISTORY.ref().text());
      }
    }
  }

  // --- Ownership

  @Test
  void refusesASecondNodeAndNamesTheFirst() throws SQLException {
    try (var first = JournalStore.open(settings)) {
      var session = strings(first, OWNERS_SESSION).get(0);

      assertThatThrownBy(() -> JournalStore.open(settings))
          .isInstanceOf(StoreException.class)
          .hasMessage(
              "The database %s is in use by another node: session %s, \"execution-plane %d\", from"
                  + " 127.0.0.1.",
              settings.url(), session, ProcessHandle.current().pid());
    }
  }

  @Test
  void letsTheNextOneInWhenItIsClosed() {
    JournalStore.open(settings).close();

    JournalStore.open(settings).close();
  }

  @Test
  void givesTheDatabaseBackWhenItIsRefused() {
    assertThatThrownBy(() -> JournalStore.open(with("migrate = by-command")))
        .isInstanceOf(StoreException.class);

    JournalStore.open(settings).close();
  }

  @Test
  void closesEverythingAndSaysSoWhenItsLockIsLost() throws SQLException {
    try (var store = JournalStore.open(settings)) {
      PostgresqlForTests.endOwnersSession();

      assertThat(store.whenLost().toCompletableFuture())
          .succeedsWithin(PATIENCE)
          .extracting(StoreException::getMessage)
          .asString()
          .contains(" is not ours any more, its lock's session has ended: ");
      assertThatThrownBy(() -> store.dataSource().getConnection()).isInstanceOf(SQLException.class);
    }

    JournalStore.open(settings).close();
  }

  @Test
  void keepsANewOwnerOutWhileTheOldOneCanStillWrite() {
    try (var old = JournalStore.open(unwatched())) {
      PostgresqlForTests.endOwnersSession();

      assertThat(old.dataSource()).isNotNull();
      assertThatThrownBy(() -> JournalStore.open(settings))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(" is in use by another node: session ");
      assertThat(old.loss()).isEmpty();
    }
  }

  @Test
  void givesAFormerOwnerNoNewConnection() {
    var old = JournalStore.open(unwatched());
    PostgresqlForTests.endOwnersSession();
    PostgresqlForTests.execute(
        "select pg_terminate_backend(pid, 10000) from pg_stat_activity"
            + " where application_name like 'execution-plane %'");

    // The first may be given a connection that has ended; the second is given none.
    assertThatThrownBy(() -> execute(old, "select 1")).isInstanceOf(SQLException.class);
    assertThatThrownBy(() -> execute(old, "select 1")).isInstanceOf(SQLException.class);
    assertThatThrownBy(old::close)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(" cannot be used: ");

    JournalStore.open(settings).close();
  }

  // --- Steps

  private StoreSettings unwatched() {
    return with("connection-timeout = 1s, postgresql.ownership-check-interval = 1m");
  }

  private StoreSettings with(String text) {
    return StoreSettings.from(
        ConfigFactory.parseString(text)
            .atPath(StoreSettings.PATH)
            .withFallback(TestDatabase.POSTGRESQL.configuration(directory)));
  }

  private static void execute(JournalStore store, String sql) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> strings(JournalStore store, String sql) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var strings = new ArrayList<String>();
      while (rows.next()) {
        strings.add(rows.getString(1));
      }
      return strings;
    }
  }
}
