package io.executionplane.journal.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.evidence.log.LogEntry.KeyAdded;
import io.executionplane.contracts.evidence.log.LogEntry.KeyRetired;
import io.executionplane.contracts.evidence.log.TreeHead;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.log.SignedCheckpoint;
import io.executionplane.journal.log.SigningKey;
import io.executionplane.journal.log.VerifierKey;
import io.executionplane.journal.sample.FailingDatabase;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.StoreException;
import io.executionplane.journal.verify.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The key of a log is changed, also where that is interrupted, and the log goes on. */
@ParameterizedClass
@EnumSource
class KeyChangeTest {

  private static final Clock NOON = Clock.fixed(Payloads.NOON, ZoneOffset.UTC);

  @Parameter private TestDatabase database;

  @TempDir private Path directory;
  private JournalStore store;
  private int anchored;

  @BeforeEach
  void open() {
    store = JournalStore.open(database.settings(directory));
  }

  @AfterEach
  void close() {
    store.close();
  }

  // --- Changing it

  @Test
  void saysWhichKeyIsRetiredAndWhichSignsFromNowOn() throws IOException {
    var log = openLog();
    var first = log.key();

    var change = log.changeKey("it was a year old");

    assertThat(change).isEqualTo(new KeyChange(first, log.key()));
    assertThat(change.added()).isNotEqualTo(first);
    assertThat(entries(1, 2))
        .satisfiesExactly(
            added ->
                assertThat(added)
                    .isEqualTo(
                        new KeyAdded(
                            log.name(), log.key().logKey(), "it was a year old", Payloads.NOON)),
            retired ->
                assertThat(retired)
                    .isEqualTo(
                        new KeyRetired(
                            log.name(), first.logKey(), "it was a year old", Payloads.NOON)));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
        .isEqualTo("rw-------");
    assertThat(nextFile()).doesNotExist();
  }

  @Test
  void hasBothKeysSignTheHandoverAndTheNewOneWhatFollows() {
    var log = openLog();
    var change = log.changeKey("rotated");
    anchor(log);

    var handover = reader().handovers(log.head().size()).get(0).checkpoint();
    assertThat(handover.note().verify(List.of(change.retired(), change.added())).verified())
        .containsExactly(change.retired(), change.added());
    assertThat(handover.checkpoint().head().size()).isEqualTo(3);
    var newest = reader().checkpoint().orElseThrow();
    assertThat(newest.note().verify(List.of(change.retired(), change.added())).verified())
        .containsExactly(change.added());
  }

  @Test
  void goesOnAfterManyChangesHoweverOftenItIsOpened() {
    var keys = new ArrayList<VerifierKey>();
    for (var i = 0; i < 4; i++) {
      var log = openLog();
      keys.add(log.key());
      anchor(log);
      log.changeKey("rotated");
      anchor(log);
    }

    var log = openLog();

    assertThat(keys).doesNotHaveDuplicates().doesNotContain(log.key());
    assertThat(reader().objection(reader().checkpoint().orElseThrow())).isEmpty();
    assertThat(audit()).isEmpty();
  }

  @Test
  void changesNothingForAReasonThatTheLogCannotHold() {
    var log = openLog();
    var before = log.key();

    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> log.changeKey(" "));

    assertThat(openLog().key()).isEqualTo(before);
    assertThat(nextFile()).doesNotExist();
  }

  // --- Interrupted

  @ParameterizedTest
  @CsvSource({
    "1,false", "2,false", "3,false", "4,false", "5,false", "6,false", "1,true", "2,true", "3,true",
    "4,true", "5,true", "6,true"
  })
  void opensAgainWhateverStepOfTheDatabaseFailed(int step, boolean afterwards) {
    var before = anchor(openLog());
    var failing = new FailingDatabase(store.dataSource(), step, afterwards);
    var broken = openedOver(failing);

    assertThatExceptionOfType(LogUnreadableException.class)
        .isThrownBy(() -> broken.changeKey("rotated"));
    assertThat(failing.hasFailed()).isTrue();

    var committed = step == 6 && afterwards;
    assertGoesOnWith(committed ? 2 : 1, before);
  }

  /** What opening writes comes before the change: its steps are counted out. */
  private EvidenceLog openedOver(FailingDatabase failing) {
    var counted = new FailingDatabase(store.dataSource(), Integer.MAX_VALUE, false);
    EvidenceLog.open(counted.dataSource(), directory, NOON);
    failing.later(counted.steps());
    return EvidenceLog.open(failing.dataSource(), directory, NOON);
  }

  @Test
  void takesTheNextKeyWhereTheLogNamesItAlready() throws IOException {
    var log = openLog();
    var before = anchor(log);
    var old = Files.readAllBytes(keyFile());
    log.changeKey("rotated");
    Files.move(keyFile(), nextFile());
    writeKey(old);

    assertGoesOnWith(2, before);
    assertThat(nextFile()).doesNotExist();
  }

  @Test
  void leavesANextKeyAloneThatTheLogDoesNotName() throws IOException {
    var before = anchor(openLog());
    Files.write(nextFile(), SigningKey.generate("execution-plane/other").pem());

    assertGoesOnWith(1, before);
  }

  @Test
  void opensAgainWhereTheNextKeyWasOnlyHalfWritten() throws IOException {
    var before = anchor(openLog());
    Files.writeString(nextFile(), "-----BEGIN PRIV");

    assertGoesOnWith(1, before);
  }

  @Test
  void opensAgainWhereTheCheckpointOutsideCouldNotBeWritten() throws IOException {
    var log = openLog();
    var before = anchor(log);
    Files.createDirectory(directory.resolve("log-checkpoint.next"));

    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> log.changeKey("rotated"));

    Files.delete(directory.resolve("log-checkpoint.next"));
    assertGoesOnWith(2, before);
  }

  @Test
  void signsWithTheNewKeyAlsoWhereWhatFollowedTheCommitFailed() throws IOException {
    var log = openLog();
    Files.createDirectory(directory.resolve("log-checkpoint.next"));
    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> log.changeKey("rotated"));
    Files.delete(directory.resolve("log-checkpoint.next"));

    anchor(log);

    assertThat(reader().objection(reader().checkpoint().orElseThrow())).isEmpty();
  }

  /** Also with the older checkpoint outside, which the key before had signed. */
  private void assertGoesOnWith(int keys, SignedCheckpoint before) {
    var log = openLog();
    anchor(log);
    log.changeKey("and once more");
    anchor(log);

    assertThat(reader().handovers(log.head().size())).hasSize(keys);
    assertThat(reader().objection(before)).isEmpty();
    assertThat(reader().objection(reader().checkpoint().orElseThrow())).isEmpty();
    assertThat(audit()).isEmpty();
  }

  @Test
  void believesAnOlderCheckpointOutsideThatARetiredKeySigned() throws IOException {
    var log = openLog();
    anchor(log);
    var older = Files.readAllBytes(directory.resolve("log-checkpoint"));
    log.changeKey("rotated");
    anchor(log);
    Files.write(directory.resolve("log-checkpoint"), older);

    assertThat(openLog().head()).isEqualTo(log.head());
  }

  // --- Wrong keys

  @Test
  void refusesAnotherKeyThanTheOneThatTheLogHasComeTo() throws IOException {
    var log = openLog();
    var old = Files.readAllBytes(keyFile());
    log.changeKey("rotated");
    writeKey(old);

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::openLog)
        .withMessageContaining("holds another key than " + log.name() + "+" + log.key().keyId());
  }

  @Test
  void believesNoRetiredKeyForALargerCheckpoint() throws Exception {
    var log = openLog();
    var retired = SigningKey.fromPem(log.name().text(), Files.readAllBytes(keyFile()));
    log.changeKey("rotated");
    anchor(log);
    var forged = EvidenceLog.sign(log.name(), log.head(), List.of(retired));

    assertThat(reader().objection(forged))
        .contains("no known key of the log signed the checkpoint");
    put("update log_state set checkpoint = ?", forged.bytes());
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::openLog)
        .withMessageContaining("no known key of the log signed the checkpoint");
    assertThat(audit()).containsExactly("the log: no known key of the log signed the checkpoint");
  }

  // --- Handovers that were tampered with

  @Test
  void missesAHandoverThatWasRemoved() throws Exception {
    var log = openLog();
    log.changeKey("rotated");
    anchor(log);
    put("delete from log_handover where checkpoint <> ?", new byte[0]);

    assertThatExceptionOfType(StoreException.class).isThrownBy(this::openLog);
    assertThat(audit())
        .containsExactly(
            "the log: no known key of the log signed the checkpoint",
            "entry 1: adds a key, and no handover is kept of it",
            "entry 2: retires a key, and no handover from it is kept");
  }

  @Test
  void refusesAHandoverThatOnlyOneKeySigned() throws Exception {
    var log = openLog();
    var old = SigningKey.fromPem(log.name().text(), Files.readAllBytes(keyFile()));
    log.changeKey("rotated");
    var head = reader().checkpoint().orElseThrow().checkpoint().head();
    anchor(log);
    put(
        "update log_handover set checkpoint = ?",
        EvidenceLog.sign(log.name(), head, List.of(old)).bytes());

    assertThat(audit())
        .containsExactly(
            "the log: the handover of 3 entries is not signed by the key that it adds");
  }

  @Test
  void refusesAHandoverOfAnotherTree() throws Exception {
    var log = openLog();
    var old = SigningKey.fromPem(log.name().text(), Files.readAllBytes(keyFile()));
    log.changeKey("rotated");
    var fresh = SigningKey.fromPem(log.name().text(), Files.readAllBytes(keyFile()));
    var head = reader().checkpoint().orElseThrow().checkpoint().head();
    anchor(log);
    var elsewhere = new TreeHead(head.size(), Sha256.ofText("another tree"));
    put(
        "update log_handover set checkpoint = ?",
        EvidenceLog.sign(log.name(), elsewhere, List.of(old, fresh)).bytes());

    assertThat(audit())
        .containsExactly(
            "the log: the handover of 3 entries does not lead from the entry to the checkpoint");
  }

  // --- Samples

  private EvidenceLog openLog() {
    return EvidenceLog.open(store.dataSource(), directory, NOON);
  }

  private LogReader reader() {
    return new LogReader(store.dataSource());
  }

  private List<LogEntry> entries(long from, int count) {
    return reader().entries(from, count).stream()
        .map(entry -> LogEntry.decode(entry.toArray()))
        .toList();
  }

  /** Ten more, so that the tree grows beyond the entries about keys. */
  private SignedCheckpoint anchor(EvidenceLog log) {
    var anchors =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    new Anchor(
                        log.name(),
                        History.of("request-" + anchored++).ref(),
                        1,
                        Sha256.ofText("head " + i),
                        Anchor.State.TERMINAL,
                        Payloads.NOON))
            .toList();
    return log.append(anchors).orElseThrow();
  }

  /** What the audit finds, but for anchors, whose executions were never written. */
  private List<String> audit() {
    var found = new ArrayList<Finding>();
    new LogAudit(store.dataSource(), found::add, read -> {}).run();
    return found.stream().map(Finding::toString).filter(each -> !each.startsWith("ex_")).toList();
  }

  private Path keyFile() {
    return directory.resolve("log-key.pem");
  }

  private Path nextFile() {
    return directory.resolve("log-key.next.pem");
  }

  private void writeKey(byte[] pem) throws IOException {
    Files.write(keyFile(), pem);
    Files.setPosixFilePermissions(keyFile(), PosixFilePermissions.fromString("rw-------"));
  }

  private void put(String sql, byte[] bytes) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, bytes);
      statement.executeUpdate();
    }
  }
}
