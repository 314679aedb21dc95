package io.executionplane.journal.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.journal.replay.JournalCheck;
import io.executionplane.journal.replay.JournalFinding;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody with every right on the database changes the record, computes every hash and every link
 * anew, and is found. Each attack is tried on two hundred random journals.
 */
@Timeout(300)
@ParameterizedClass
@EnumSource
class AttackTest {

  private static final int JOURNALS = 200;
  private static final Clock NOON = Clock.fixed(Payloads.NOON, ZoneOffset.UTC);

  @TempDir private static Path parent;
  private static Path directory;
  private static JournalStore store;

  @Parameter TestDatabase database;

  private Random random = new Random(0);
  private List<EvidencePayload> payloads = List.of();
  private History attacked = History.of("none");

  @BeforeParameterizedClassInvocation
  static void open(TestDatabase database) throws IOException {
    directory = Files.createDirectory(parent.resolve(database.name()));
    store = JournalStore.open(database.settings(directory));
  }

  @AfterParameterizedClassInvocation
  static void close() {
    store.close();
  }

  /** Something that is done to a random journal. */
  private interface Attack {
    void tryIt() throws SQLException, IOException;
  }

  /** On PostgreSQL fewer: the attacks are the same, and only the tables are others. */
  private void onEveryJournal(Attack attack) {
    for (var seed = 1; seed <= (database == TestDatabase.H2 ? JOURNALS : JOURNALS / 10); seed++) {
      try {
        recordThree(seed);
        attack.tryIt();
      } catch (AssertionError | SQLException | IOException failure) {
        throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
      }
    }
  }

  /** A random journal of three executions, all of it anchored. */
  private void recordThree(int seed) throws SQLException, IOException {
    random = new Random(seed);
    for (var table : Backup.TABLES) {
      execute("delete from " + table);
    }
    Files.deleteIfExists(directory.resolve("log-key.pem"));
    Files.deleteIfExists(directory.resolve("log-checkpoint"));
    Rows.write(store.dataSource(), history("before", somePayloads()));
    payloads = somePayloads();
    attacked = history("attacked", payloads);
    Rows.write(store.dataSource(), attacked);
    Rows.write(store.dataSource(), history("after", somePayloads()));
    anchorEverything();
    assertThat(findings()).isEmpty();
  }

  // --- The attacks

  @Test
  void findsAnEventThatWasChanged() {
    onEveryJournal(
        () -> {
          var changed = new ArrayList<>(payloads);
          changed.set(anyButTheEnds(), Payloads.fact("process.forged"));

          rewrite(changed);

          assertFound();
        });
  }

  @Test
  void findsEventsThatChangedPlaces() {
    onEveryJournal(
        () -> {
          var changed = new ArrayList<>(payloads);
          var place = anyButTheEnds();
          Collections.swap(changed, place, place - 1); // Perhaps the start and the first fact.

          rewrite(changed);

          assertFound();
        });
  }

  @Test
  void findsAnEventThatWasPutIn() {
    onEveryJournal(
        () -> {
          var changed = new ArrayList<>(payloads);
          changed.add(anyButTheEnds(), Payloads.fact("process.forged"));

          rewrite(changed);

          assertFound();
        });
  }

  @Test
  void findsAnEventThatIsGone() {
    onEveryJournal(
        () -> {
          var changed = new ArrayList<>(payloads);
          changed.remove(anyButTheEnds());

          rewrite(changed);

          assertFound();
        });
  }

  @Test
  void findsAnEndThatWasCutOff() {
    onEveryJournal(
        () -> {
          var kept = 1 + random.nextInt(payloads.size() - 1);

          execute(
              "delete from event_journal where persistence_id = 'execution|%s' and sequence_number > %d"
                  .formatted(attacked.ref(), kept));

          assertFound();
        });
  }

  @Test
  void findsAnExecutionThatIsGone() {
    onEveryJournal(
        () -> {
          remove();

          assertFound();
        });
  }

  @Test
  void refusesABackup() {
    onEveryJournal(
        () -> {
          new Backup(store.dataSource()).take();
          Rows.write(store.dataSource(), history("later", somePayloads()));
          anchorEverything();

          new Backup(store.dataSource()).putBack();

          assertThatExceptionOfType(RollbackFoundException.class)
              .isThrownBy(() -> EvidenceLog.open(store.dataSource(), directory, NOON));
        });
  }

  @Test
  void refusesASecondHistoryBesideTheFirst() {
    onEveryJournal(
        () -> {
          var told = directory.resolve("told");
          new Backup(store.dataSource()).take();
          Files.copy(checkpoint(), told, StandardCopyOption.REPLACE_EXISTING);
          Rows.write(store.dataSource(), history("told to one", somePayloads()));
          anchorEverything();
          var toldToOne = Files.readAllBytes(checkpoint());
          new Backup(store.dataSource()).putBack();
          Files.copy(told, checkpoint(), StandardCopyOption.REPLACE_EXISTING);
          Rows.write(store.dataSource(), history("told to another", somePayloads()));
          anchorEverything();

          Files.write(checkpoint(), toldToOne);

          assertThatExceptionOfType(RollbackFoundException.class)
              .isThrownBy(() -> EvidenceLog.open(store.dataSource(), directory, NOON));
        });
  }

  // --- The record

  private History history(String name, List<EvidencePayload> payloads) {
    var history = History.of(name);
    for (var payload : payloads) {
      history = history.and(payload);
    }
    return history;
  }

  private List<EvidencePayload> somePayloads() {
    var some = new ArrayList<EvidencePayload>();
    some.add(Payloads.accepted());
    some.add(Payloads.selected());
    some.add(Payloads.started());
    for (var i = 1 + random.nextInt(6); i > 0; i--) {
      some.add(Payloads.fact("process.fact_" + i + "_" + random.nextInt(1000)));
    }
    some.add(Payloads.completed());
    return some;
  }

  /** A place among the facts, after the start and before the end. */
  private int anyButTheEnds() {
    return 3 + random.nextInt(payloads.size() - 4);
  }

  private void anchorEverything() {
    var log = EvidenceLog.open(store.dataSource(), directory, NOON);
    var heads = new UnanchoredHeads(store.dataSource()).page(0).heads();
    log.append(heads.stream().map(head -> head.anchor(log.name(), Payloads.NOON)).toList());
  }

  // --- What an attacker does

  /** Writes the execution anew: every event names the one before it, every hash is right. */
  private void rewrite(List<EvidencePayload> changed) throws SQLException {
    remove();
    Rows.write(store.dataSource(), history("attacked", changed));
  }

  private void remove() throws SQLException {
    execute(
        "delete from event_journal where persistence_id = 'execution|%s'"
            .formatted(attacked.ref()));
  }

  private static void execute(String sql) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Path checkpoint() {
    return directory.resolve("log-checkpoint");
  }

  // --- Who finds it

  private static List<JournalFinding> findings() {
    var findings = new ArrayList<JournalFinding>();
    new JournalCheck(store.dataSource(), findings::add, (done, total) -> {}).run();
    // These records are chains only: their requests were never stored.
    findings.removeIf(
        each -> !each.certain() || each.finding().place().endsWith(" request chunk 0"));
    return findings;
  }

  /** The execution is named, at the head that was anchored. */
  private void assertFound() {
    assertThat(findings())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.finding().place()).contains(attacked.ref().text()))
        .anySatisfy(
            each -> {
              assertThat(each.kind()).isEqualTo(JournalFinding.Kind.LOG);
              assertThat(each.finding().place())
                  .isEqualTo(attacked.ref() + " seq " + attacked.events().size());
            });
  }
}
