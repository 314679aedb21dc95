package io.executionplane.journal.move;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.read.ProgressListener;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.StoreException;
import io.executionplane.journal.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class StoreMoveTest {

  private static final Clock NOON = Clock.fixed(Payloads.NOON, ZoneOffset.UTC);

  /** From which database into which. One server has one database at a time. */
  enum Way {
    H2_TO_H2(TestDatabase.H2, TestDatabase.H2),
    H2_TO_POSTGRESQL(TestDatabase.H2, TestDatabase.POSTGRESQL),
    POSTGRESQL_TO_H2(TestDatabase.POSTGRESQL, TestDatabase.H2);

    private final TestDatabase from;
    private final TestDatabase to;

    Way(TestDatabase from, TestDatabase to) {
      this.from = from;
      this.to = to;
    }
  }

  @Parameter Way way;
  @TempDir private Path directory;
  private StoreSettings from;
  private StoreSettings to;

  /** More rows than one page has, in tables with keys of one column and of three. */
  @BeforeEach
  void fill() throws SQLException, IOException {
    from = settings(way.from, "old");
    to = settings(way.to, "new");
    Files.writeString(from.directory().resolve("issuer.jwk"), "a secret");
    Files.setPosixFilePermissions(
        from.directory().resolve("issuer.jwk"), PosixFilePermissions.fromString("rw-------"));
    try (var store = JournalStore.open(from)) {
      for (var i = 0; i < 100; i++) {
        Rows.write(store.dataSource(), History.running("request-" + i).and(Payloads.completed()));
      }
      Rows.writeRequest(store.dataSource(), ref("request-0"), "x".repeat(300), 1);
      Rows.writeRequest(store.dataSource(), ref("request-1"), "y".repeat(300), 1);
      execute(store, "update output_chunk set salt = null, bytes = null where chunk_index = 7");
      execute(store, "delete from event_journal where ordering in (5, 6, 7)");
      execute(store, "insert into sink_position values ('elsewhere', 300, '17,20-24')");
      execute(store, "insert into journal_mark values ('settled', 200)");
      var log = EvidenceLog.open(store.dataSource(), from.directory(), NOON);
      log.append(List.of(anchor(log, "request-1"), anchor(log, "request-2")));
    }
  }

  private StoreSettings settings(TestDatabase database, String name) throws IOException {
    return database.settings(Files.createDirectory(directory.resolve(name)));
  }

  // --- What arrives

  @Test
  void movesEveryRowOfEveryTableAndEveryKey() throws SQLException, IOException {
    var before = contents(from);

    var moved = move();

    assertThat(contents(to)).isEqualTo(before);
    assertThat(moved.rows()).isEqualTo(before.values().stream().mapToInt(Set::size).sum());
    assertThat(moved.files()).containsExactly("issuer.jwk", "log-checkpoint", "log-key.pem");
    for (var file : moved.files()) {
      assertThat(to.directory().resolve(file))
          .hasSameBinaryContentAs(from.directory().resolve(file));
      assertThat(Files.getPosixFilePermissions(to.directory().resolve(file)))
          .isEqualTo(Files.getPosixFilePermissions(from.directory().resolve(file)));
    }
  }

  @Test
  void goesOnWithTheSameLogAndWithPlacesAfterTheLast() throws SQLException {
    move();

    try (var store = JournalStore.open(to)) {
      var log = EvidenceLog.open(store.dataSource(), to.directory(), NOON);
      log.append(List.of(anchor(log, "request-3")));
      Rows.write(store.dataSource(), History.running("after"));

      assertThat(log.head().size()).isEqualTo(4);
      assertThat(places(store, "after")).containsExactly(401L, 402L, 403L);
    }
  }

  @Test
  void saysHowFarItIs() {
    var steps = new ArrayList<Long>();

    var moved = StoreMove.run(from, to, NOON, (done, total) -> steps.add(total - done));

    assertThat(steps).hasSizeGreaterThan(4).last().isEqualTo(0L);
    assertThat(moved.rows()).isPositive();
  }

  // --- What was interrupted

  @Test
  void canBeOpenedByNobodyUntilItIsWhole() {
    interrupt();

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> JournalStore.open(to))
        .withMessageContaining("holds a part of another store")
        .withMessageContaining("has to be run again");
  }

  @Test
  void beginsAnewWhenItIsRunAgain() throws SQLException {
    var before = contents(from);
    interrupt();

    move();

    assertThat(contents(to)).isEqualTo(before);
  }

  @Test
  void leavesTheOldStoreAsItWasWhenItIsInterrupted() throws SQLException {
    var before = contents(from);

    interrupt();

    assertThat(contents(from)).isEqualTo(before);
    try (var store = JournalStore.open(from)) {
      assertThat(EvidenceLog.open(store.dataSource(), from.directory(), NOON).head().size())
          .isEqualTo(3);
    }
  }

  // --- One history

  @Test
  void keepsTheOldStoreFromGoingOn() throws IOException {
    move();

    try (var store = JournalStore.open(from)) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> EvidenceLog.open(store.dataSource(), from.directory(), NOON))
          .withMessageContaining("was moved and goes on in ")
          .withMessageEndingWith("remove " + from.directory().resolve("moved") + ".");

      Files.delete(from.directory().resolve("moved"));
      EvidenceLog.open(store.dataSource(), from.directory(), NOON);
    }
  }

  @Test
  void movesNoStoreThatWasMoved() throws IOException {
    move();
    var third = settings(TestDatabase.H2, "third");

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> StoreMove.run(from, third, NOON, ProgressListener.none()))
        .withMessageContaining("was moved and goes on in ");
  }

  @Test
  void movesIntoNoStoreThatHoldsSomething() throws SQLException {
    try (var store = JournalStore.open(to)) {
      execute(store, "insert into sink_position values ('somebody', 1, '')");
    }

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::move)
        .withMessageEndingWith("is not empty: it has rows in sink_position.");
    assertThat(from.directory().resolve("moved")).doesNotExist();
  }

  @Test
  void movesIntoNoDirectoryThatHasKeysOfItsOwn() throws IOException {
    Files.writeString(to.directory().resolve("issuer.jwk"), "another secret");

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::move)
        .withMessageEndingWith("is not empty: it has a file issuer.jwk of its own.");
    assertThat(to.directory().resolve("issuer.jwk")).hasContent("another secret");
  }

  // --- Steps

  private Moved move() {
    return StoreMove.run(from, to, NOON, ProgressListener.none());
  }

  /** As if the process were killed in the middle of a table. */
  private void interrupt() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                StoreMove.run(
                    from,
                    to,
                    NOON,
                    (done, total) -> {
                      if (done > total / 2) {
                        throw new IllegalStateException("killed");
                      }
                    }));
  }

  private static Map<String, Set<String>> contents(StoreSettings settings) throws SQLException {
    try (var store = JournalStore.open(settings)) {
      return Contents.of(store.dataSource());
    }
  }

  private static Anchor anchor(EvidenceLog log, String id) {
    var hash = History.running(id).and(Payloads.completed()).events().get(3).head().hash();
    return new Anchor(log.name(), ref(id), 4, hash, Anchor.State.TERMINAL, Payloads.NOON);
  }

  private static ExecutionRef ref(String id) {
    return History.of(id).ref();
  }

  private static List<Long> places(JournalStore store, String id) throws SQLException {
    var query = "select ordering from event_journal where persistence_id = ? order by ordering";
    try (var connection = store.dataSource().getConnection();
        var statement = connection.prepareStatement(query)) {
      statement.setString(1, "execution|" + ref(id));
      var places = new ArrayList<Long>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          places.add(rows.getLong(1));
        }
      }
      return places;
    }
  }

  private static void execute(JournalStore store, String sql) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }
}
