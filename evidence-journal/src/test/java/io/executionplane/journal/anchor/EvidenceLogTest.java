package io.executionplane.journal.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.log.TiledTree;
import io.executionplane.journal.merkle.CompactRange;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class EvidenceLogTest {

  private static final Clock NOON = Clock.fixed(Payloads.NOON, ZoneOffset.UTC);

  @Parameter TestDatabase database;
  @TempDir private Path directory;
  private JournalStore store;

  @BeforeEach
  void open() {
    store = JournalStore.open(database.settings(directory));
  }

  @AfterEach
  void close() {
    if (store != null) { // Where the test is skipped there is none.
      store.close();
    }
  }

  // --- Beginning and going on

  @Test
  void beginsWithAKeyThatOnlyItsOwnerCanRead() throws IOException {
    var log = openLog();

    var first = LogEntry.decode(reader().entries(0, 10).get(0).toArray());

    assertThat(first)
        .isInstanceOfSatisfying(
            LogEntry.KeyAdded.class,
            added -> assertThat(added.key()).isEqualTo(log.key().logKey()));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key())))
        .isEqualTo("rw-------");
  }

  @Test
  void provesEveryEntryToWhoeverKnowsTheKey() {
    var log = openLog();
    log.append(anchors(log, 0, 600));
    log.append(anchors(log, 600, 700));

    for (var index : new long[] {0, 1, 255, 256, 257, 511, 512, 600, 700}) {
      var entry = reader().entries(index, 1).get(0).toArray();
      var proof = reader().prove(index);

      assertThat(proof.objection(entry, log.name().text(), List.of(log.key()))).isEmpty();
    }
  }

  @Test
  void hasTheRootThatTheDefinitionGives() {
    var log = openLog();
    IntStream.range(0, 5).forEach(i -> log.append(anchors(log, i * 130, (i + 1) * 130)));

    var defined = new CompactRange();
    reader().entries(0, 1000).forEach(entry -> defined.append(entry.toArray()));

    assertThat(log.head().size()).isEqualTo(651);
    assertThat(log.head().root()).isEqualTo(defined.root());
    assertThat(new TiledTree(651, reader()).head()).isEqualTo(log.head());
  }

  @Test
  void goesOnWhereItWasAfterItWasOpenedAgain() {
    var first = openLog();
    first.append(anchors(first, 0, 300));
    var before = first.head();

    var second = openLog();
    second.append(anchors(second, 300, 310));

    var proof = new TiledTree(311, reader()).proveGrowthFrom(before.size());
    assertThat(second.name()).isEqualTo(first.name());
    assertThat(proof.verifies(before.root(), second.head().root())).isTrue();
  }

  @Test
  void keepsWhatSaysNothingNewOutOfTheLog() {
    var log = openLog();
    var history = History.running("a").and(Payloads.completed());
    var early = head(history, 2).anchor(log.name(), Payloads.NOON);
    var late = head(history, 4).anchor(log.name(), Payloads.NOON);

    log.append(List.of(late));
    var again = log.append(List.of(early, late));
    var twice = log.append(List.of(late, late));

    assertThat(again).isEmpty();
    assertThat(twice).isEmpty();
    assertThat(log.head().size()).isEqualTo(2);
    assertThat(reader().of(history.ref())).containsExactly(new ChainHead(4, late.head()));
  }

  @Test
  void takesBatchesOfBoundedSizeOnly() {
    var log = openLog();
    var tooMany = anchors(log, 0, EvidenceLog.BATCH_MAX + 1);

    assertThatIllegalArgumentException().isThrownBy(() -> log.append(tooMany));
  }

  // --- One writer

  @Test
  void shutsAnEarlierWriterOut() {
    var earlier = openLog();
    var later = openLog();

    assertThatExceptionOfType(LogFencedException.class)
        .isThrownBy(() -> earlier.append(anchors(earlier, 0, 1)));

    later.append(anchors(later, 1, 2));
    assertThat(later.head().size()).isEqualTo(2);
    assertThat(reader().checkpoint().orElseThrow().checkpoint().head()).isEqualTo(later.head());
  }

  // --- What was promised

  @Test
  void refusesADatabaseThatWasPutBackToAnOlderState() throws SQLException {
    var log = openLog();
    log.append(anchors(log, 0, 10));
    var backup = new Backup(store.dataSource());
    backup.take();
    log.append(anchors(log, 10, 20));
    backup.putBack();

    assertThatExceptionOfType(RollbackFoundException.class)
        .isThrownBy(this::openLog)
        .withMessageContaining("has 11 entries")
        .withMessageContaining("checkpoint of 21 entries");
  }

  @Test
  void recordsThatARollbackWasAccepted() throws SQLException {
    refusesADatabaseThatWasPutBackToAnOlderState();

    var log = EvidenceLog.acceptRollback(store.dataSource(), directory, NOON, "operator");

    var last = LogEntry.decode(reader().entries(log.head().size() - 1, 1).get(0).toArray());
    assertThat(last)
        .isInstanceOfSatisfying(
            LogEntry.RollbackAccepted.class,
            accepted -> {
              assertThat(accepted.lost().size()).isEqualTo(21);
              assertThat(accepted.found().size()).isEqualTo(11);
              assertThat(accepted.by()).isEqualTo("operator");
            });
    assertThat(openLog().head()).isEqualTo(log.head());
  }

  @Test
  void refusesALogThatWentOnOtherwiseThanPromised() throws SQLException {
    var log = openLog();
    log.append(anchors(log, 0, 10));
    execute("delete from log_entry");
    execute("delete from log_tile");
    execute("delete from log_state");

    assertThatExceptionOfType(RollbackFoundException.class).isThrownBy(this::openLog);
  }

  @Test
  void needsNoCheckpointOutsideThatIsAsNewAsTheDatabase() throws IOException {
    var log = openLog();
    log.append(anchors(log, 0, 3));
    var older = Files.readAllBytes(checkpoint());
    log.append(anchors(log, 3, 9));
    Files.write(checkpoint(), older);

    assertThat(openLog().head()).isEqualTo(log.head());
  }

  // --- Damage

  @Test
  void refusesTilesWithAnotherRoot() throws SQLException {
    var log = openLog();
    log.append(anchors(log, 0, 3));
    try (var connection = store.dataSource().getConnection();
        var statement = connection.prepareStatement("update log_tile set hashes = ?")) {
      statement.setBytes(1, new byte[32 * 4]);
      statement.executeUpdate();
    }

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::openLog)
        .withMessageContaining("its tiles have another root");
  }

  @Test
  void refusesACheckpointThatItDidNotSign() throws IOException {
    var log = openLog();
    log.append(anchors(log, 0, 3));
    var forged = Files.readString(checkpoint()).replace("\n4\n", "\n3\n");
    Files.writeString(checkpoint(), forged);

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::openLog)
        .withMessageContaining("a signature of the checkpoint is wrong");
  }

  @Test
  void refusesAKeyThatIsMissingOrThatOthersCanRead() throws IOException {
    openLog();
    Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-r--r--"));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::openLog)
        .withMessageContaining("chmod 600");

    Files.delete(key());
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(this::openLog)
        .withMessageContaining("is missing");
  }

  // --- What is not anchored yet

  @Test
  void findsWhatTheLogDoesNotKnowYet() throws SQLException {
    var log = openLog();
    var open = History.running("open");
    var over = History.running("over").and(Payloads.completed());
    var known = History.running("known").and(Payloads.completed());
    Rows.write(store.dataSource(), open);
    Rows.write(store.dataSource(), over);
    Rows.write(store.dataSource(), known);
    log.append(List.of(head(known, 4).anchor(log.name(), Payloads.NOON)));

    var page = new UnanchoredHeads(store.dataSource()).page(0);

    assertThat(page.isLast()).isTrue();
    assertThat(page.heads()).containsExactly(head(open, 3), head(over, 4));
    assertThat(page.heads().stream().map(AnchoredHead::isTerminal)).containsExactly(false, true);
  }

  // --- Samples

  private EvidenceLog openLog() {
    return EvidenceLog.open(store.dataSource(), directory, NOON);
  }

  private LogReader reader() {
    return new LogReader(store.dataSource());
  }

  private static AnchoredHead head(History history, int seq) {
    return AnchoredHead.of(history.events().get(seq - 1));
  }

  private static List<Anchor> anchors(EvidenceLog log, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                new Anchor(
                    log.name(),
                    History.of("request-" + i).ref(),
                    1,
                    Sha256.ofText("head " + i),
                    Anchor.State.TERMINAL,
                    Payloads.NOON))
        .toList();
  }

  private Path key() {
    return directory.resolve("log-key.pem");
  }

  private Path checkpoint() {
    return directory.resolve("log-checkpoint");
  }

  private void execute(String sql) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
