package io.executionplane.journal.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.journal.replay.JournalCheck;
import io.executionplane.journal.replay.JournalFinding;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.Settings;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody with every right on the database changes the record, computes every hash and every link
 * anew, and is found. Each attack is tried on two hundred random journals.
 */
class AttackTest {

  private static final int JOURNALS = 200;
  private static final List<String> TABLES =
      List.of("event_journal", "log_state", "log_entry", "log_tile");

  private static final Clock NOON = Clock.fixed(Payloads.NOON, ZoneOffset.UTC);

  @TempDir private static Path directory;
  private static JournalStore store;

  private Random random = new Random(0);
  private List<EvidencePayload> payloads = List.of();
  private History attacked = History.of("none");

  @BeforeAll
  static void open() {
    store = JournalStore.open(Settings.in(directory));
  }

  @AfterAll
  static void close() {
    store.close();
  }

  /** A random journal of three executions, all of it anchored. */
  @BeforeEach
  void recordThree(RepetitionInfo repetition) throws SQLException, IOException {
    random = new Random(repetition.getCurrentRepetition());
    for (var table : TABLES) {
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

  @RepeatedTest(JOURNALS)
  void findsAnEventThatWasChanged() throws SQLException {
    var changed = new ArrayList<>(payloads);
    changed.set(anyButTheEnds(), Payloads.fact("process.forged"));

    rewrite(changed);

    assertFound();
  }

  @RepeatedTest(JOURNALS)
  void findsEventsThatChangedPlaces() throws SQLException {
    var changed = new ArrayList<>(payloads);
    var place = anyButTheEnds();
    Collections.swap(changed, place, place - 1); // Perhaps the start and the first fact.

    rewrite(changed);

    assertFound();
  }

  @RepeatedTest(JOURNALS)
  void findsAnEventThatWasPutIn() throws SQLException {
    var changed = new ArrayList<>(payloads);
    changed.add(anyButTheEnds(), Payloads.fact("process.forged"));

    rewrite(changed);

    assertFound();
  }

  @RepeatedTest(JOURNALS)
  void findsAnEventThatIsGone() throws SQLException {
    var changed = new ArrayList<>(payloads);
    changed.remove(anyButTheEnds());

    rewrite(changed);

    assertFound();
  }

  @RepeatedTest(JOURNALS)
  void findsAnEndThatWasCutOff() throws SQLException {
    var kept = 1 + random.nextInt(payloads.size() - 1);

    execute(
        "delete from event_journal where persistence_id = 'execution|%s' and sequence_number > %d"
            .formatted(attacked.ref(), kept));

    assertFound();
  }

  @RepeatedTest(JOURNALS)
  void findsAnExecutionThatIsGone() throws SQLException {
    remove();

    assertFound();
  }

  @RepeatedTest(JOURNALS)
  void refusesABackup() throws SQLException {
    backUp();
    Rows.write(store.dataSource(), history("later", somePayloads()));
    anchorEverything();

    putBack();

    assertThatExceptionOfType(RollbackFoundException.class)
        .isThrownBy(() -> EvidenceLog.open(store.dataSource(), directory, NOON));
  }

  @RepeatedTest(JOURNALS)
  void refusesASecondHistoryBesideTheFirst() throws SQLException, IOException {
    var told = directory.resolve("told");
    backUp();
    Files.copy(checkpoint(), told, StandardCopyOption.REPLACE_EXISTING);
    Rows.write(store.dataSource(), history("told to one", somePayloads()));
    anchorEverything();
    var toldToOne = Files.readAllBytes(checkpoint());
    putBack();
    Files.copy(told, checkpoint(), StandardCopyOption.REPLACE_EXISTING);
    Rows.write(store.dataSource(), history("told to another", somePayloads()));
    anchorEverything();

    Files.write(checkpoint(), toldToOne);

    assertThatExceptionOfType(RollbackFoundException.class)
        .isThrownBy(() -> EvidenceLog.open(store.dataSource(), directory, NOON));
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

  private void backUp() throws SQLException {
    for (var table : TABLES) {
      execute("drop table if exists backup_of_" + table);
      execute("create table backup_of_%1$s as select * from %1$s".formatted(table));
    }
  }

  private void putBack() throws SQLException {
    for (var table : TABLES) {
      execute("delete from " + table);
      execute("insert into %1$s select * from backup_of_%1$s".formatted(table));
    }
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
