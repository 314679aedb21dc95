package io.executionplane.journal.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.anchor.UnanchoredHeads;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.read.ProgressListener;
import io.executionplane.journal.replay.JournalFinding.Kind;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class JournalCheckTest {

  private static final Clock NOON = Clock.fixed(Payloads.NOON, ZoneOffset.UTC);

  private static final byte[] NO_EVENT = "{}".getBytes(StandardCharsets.UTF_8);

  private static final byte[] DAMAGE = {0};

  private final List<JournalFinding> findings = new ArrayList<>();
  private final List<String> steps = new ArrayList<>();

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

  private static Recording sound(String requestId) {
    return Recording.started(requestId)
        .put(StreamName.STDOUT, 1, "hello")
        .progress(StreamName.STDOUT)
        .put(StreamName.STDOUT, 2, "there")
        .close(StreamName.STDOUT)
        .completed();
  }

  private JournalCheck.Summary check() {
    anchorEverything();
    return checkOnly();
  }

  private JournalCheck.Summary checkOnly() {
    return new JournalCheck(
            store.dataSource(), findings::add, (done, total) -> steps.add(done + "/" + total))
        .run();
  }

  private void execute(String sql, byte[]... values) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setBytes(i + 1, values[i]);
      }
      assertThat(statement.executeUpdate()).isPositive();
    }
  }

  /** What a node does while it runs. Anchoring again what is anchored changes nothing. */
  private void anchorEverything() {
    var log = EvidenceLog.open(store.dataSource(), directory, NOON);
    for (var head : new UnanchoredHeads(store.dataSource()).page(0).heads()) {
      var state = head.isTerminal() ? Anchor.State.TERMINAL : Anchor.State.OPEN;
      var at = head.head();
      log.append(
          List.of(new Anchor(log.name(), head.ref(), at.seq(), at.hash(), state, NOON.instant())));
    }
  }

  private JournalFinding only() {
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  // --- Check

  @Test
  void findsNothingInASoundJournalAndSaysHowFarItIs() throws Exception {
    for (var id : List.of("a", "b", "c")) {
      sound(id).store(store.dataSource());
    }

    var summary = check();

    assertThat(findings).isEmpty();
    assertThat(summary).isEqualTo(new JournalCheck.Summary(3, 3, 0, 0));
    assertThat(summary.verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(steps).containsExactly("1/3", "2/3", "3/3");
  }

  @Test
  void missesAnExecutionThatWasRemovedWithEverythingThatItLeft() throws Exception {
    var removed = sound("removed");
    removed.store(store.dataSource());
    sound("kept").store(store.dataSource());
    anchorEverything();
    execute("delete from output_chunk where execution_ref = '" + removed.ref() + "'");
    execute("delete from event_journal where persistence_id = 'execution|" + removed.ref() + "'");

    check();

    assertThat(findings)
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.kind()).isEqualTo(JournalFinding.Kind.LOG))
        .anySatisfy(
            each -> {
              assertThat(each.certain()).isTrue();
              assertThat(each.finding().toString()).contains(removed.ref() + " seq", "is missing");
            });
  }

  @Test
  void missesTheEndOfAChainThatWasCutOff() throws Exception {
    var cut = sound("cut");
    cut.store(store.dataSource());
    anchorEverything();
    execute("delete from event_journal where ordering = (select max(ordering) from event_journal)");

    check();

    assertThat(findings)
        .filteredOn(each -> each.kind() == JournalFinding.Kind.LOG && each.certain())
        .extracting(each -> each.finding().sentence())
        .anyMatch(sentence -> sentence.startsWith("is missing"));
  }

  @Test
  void saysThatALogWhoseEntriesWereChangedIsNotTheSignedOne() throws Exception {
    sound("a").store(store.dataSource());
    anchorEverything();
    execute(
        "update log_entry set entry = (select entry from log_entry where entry_index = 0)"
            + " where entry_index = 1");

    new JournalCheck(store.dataSource(), findings::add, (done, total) -> {}).run();

    assertThat(findings)
        .extracting(each -> each.finding().sentence())
        .contains("its entries have another root than the one that was signed");
  }

  @Test
  void findsNothingInAnEmptyJournal() {
    assertThat(check().verdict()).isEqualTo(Verdict.VERIFIED);
    assertThat(steps).isEmpty();
  }

  @Test
  void findsAChangedChunkOfOneExecutionAmongOthers() throws Exception {
    sound("a").store(store.dataSource());
    var touched = sound("b");
    touched.store(store.dataSource());
    execute(
        "update output_chunk set bytes = ? where stream = 'stdout' and chunk_index = 1 and"
            + " execution_ref = '"
            + touched.ref()
            + "'",
        DAMAGE);

    var summary = check();

    assertThat(summary.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(summary.verified()).isEqualTo(1);
    assertThat(findings.get(0).kind()).isEqualTo(Kind.RECORD);
    assertThat(findings.get(0).finding().place()).isEqualTo(touched.ref() + " stdout chunk 1");
  }

  @Test
  void findsAnExecutionWhoseFirstEventsAreGone() throws Exception {
    var beheaded = sound("a");
    beheaded.store(store.dataSource());
    execute("delete from event_journal where sequence_number < 3");

    assertThat(check().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(findings)
        .extracting(each -> each.finding().toString())
        .contains(beheaded.ref() + " seq 1: is missing, and so are all up to seq 2");
    assertThat(steps).containsExactly("1/1");
  }

  @Test
  void findsChunksOfAnExecutionThatIsGone() throws Exception {
    var kept = sound("a");
    var gone = sound("b");
    kept.store(store.dataSource());
    gone.store(store.dataSource());
    execute(
        "delete from event_journal where persistence_id = '" + PersistenceIds.of(gone.ref()) + "'");

    assertThat(check().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(only().kind()).isEqualTo(Kind.ORPHANED_CHUNKS);
    assertThat(only().finding().toString())
        .isEqualTo(gone.ref() + ": chunks are stored, but no event: [request, stdout]");
  }

  /** A request becomes durable with its verdict, so no crash leaves one alone. */
  @Test
  void findsARequestWhoseVerdictIsGone() throws Exception {
    var ref = History.of("a").ref();
    Rows.writeRequest(store.dataSource(), ref, "{}", 100);

    assertThat(check().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(only().kind()).isEqualTo(Kind.ORPHANED_CHUNKS);
    assertThat(only().finding().place()).isEqualTo(ref.text());
  }

  @Test
  void findsChunksUnderANameThatNoExecutionHas() throws Exception {
    sound("a").store(store.dataSource());
    execute(
        "insert into output_chunk select 'zz\u001b[2J', stream, chunk_index, chunk_offset,"
            + " at_micros, salt, commitment, bytes from output_chunk where stream = 'request'");

    assertThat(check().verdict()).isEqualTo(Verdict.FAILED);
    assertThat(only().finding().place()).isEqualTo("zz\\u001b[2J");
  }

  @Test
  void reportsRowsAndRecordsThatAreNotOurs() throws Exception {
    var touched = sound("a");
    touched.store(store.dataSource());
    execute("update event_journal set event_ser_id = 33 where sequence_number = 2");
    Rows.write(store.dataSource(), "/sharding/shard-1", 1, 0, 13, NO_EVENT);
    Rows.write(store.dataSource(), "execution|not-a-ref", 1, 0, 13, NO_EVENT);

    check();

    assertThat(findings)
        .extracting(JournalFinding::kind, JournalFinding::certain, each -> each.finding().place())
        .containsExactly(
            tuple(Kind.FOREIGN_RECORD, false, "/sharding/shard-1"),
            tuple(Kind.FOREIGN_ROW, true, touched.ref() + " seq 2"),
            tuple(Kind.FOREIGN_RECORD, true, "execution|not-a-ref"));
  }

  @Test
  void doesNotCheckWhatIsStillOpen() throws Exception {
    Recording.started("a").store(store.dataSource());

    assertThat(check().verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(only().finding().sentence()).contains("still open");
  }

  @Test
  void saysSoIfTheDatabaseCannotBeRead() {
    store.close();

    assertThat(checkOnly().verdict()).isEqualTo(Verdict.INCOMPLETE);
    assertThat(only().kind()).isEqualTo(Kind.UNREADABLE);
  }

  @Test
  void findsTheNextNameByAnIndexSoThatManyExecutionsCostNoMoreEach() throws Exception {
    sound("a").store(store.dataSource());

    for (var next : List.of(JournalRows.NEXT_RECORD, JournalRows.NEXT_CHUNKS)) {
      if (database == TestDatabase.H2) {
        assertThat(plan(next)).contains("/* index sorted */");
      } else {
        assertThat(plan(next)).contains("Index").doesNotContain("Sort");
      }
    }
  }

  private String plan(String sql) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var plain = connection.createStatement();
        var statement = connection.prepareStatement("explain " + sql)) {
      if (database == TestDatabase.POSTGRESQL) {
        plain.execute("set enable_seqscan = off"); // With so few rows nothing else would be used.
      }
      statement.setString(1, "");
      var plan = new StringBuilder();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          plan.append(rows.getString(1)).append('\n');
        }
      }
      return plan.toString();
    }
  }

  // --- Stats

  @Test
  void countsWhatIsThere() throws Exception {
    sound("a").store(store.dataSource());
    sound("b").store(store.dataSource());
    Rows.write(store.dataSource(), History.of("c").on("http").and(Payloads.rejected()));
    var torn = History.running("d");
    Rows.write(store.dataSource(), torn);
    execute(
        "update event_journal set event_payload = ? where persistence_id = '"
            + PersistenceIds.of(torn.ref())
            + "' and sequence_number = 3",
        DAMAGE);
    Rows.write(store.dataSource(), "/sharding/shard-1", 1, 0, 13, NO_EVENT);
    execute("update output_chunk set salt = null, bytes = null where chunk_index = 1");

    var stats = JournalStats.of(store.dataSource(), ProgressListener.none());

    assertThat(stats.executions()).isEqualTo(4);
    assertThat(stats.statuses())
        .isEqualTo(Map.of(ExecutionStatus.SUCCEEDED, 2L, ExecutionStatus.REJECTED, 1L));
    assertThat(stats.lanes()).isEqualTo(Map.of("process", 2L, "http", 1L));
    assertThat(stats.tenants()).isEqualTo(Map.of("default", 3L));
    assertThat(stats.damaged()).isEqualTo(1);
    assertThat(stats.foreignRecords()).isEqualTo(1);
    assertThat(stats.events()).isEqualTo(6 + 6 + 1 + 3 + 1);
    assertThat(stats.chunks()).isEqualTo(6);
    assertThat(stats.chunkBytes()).isEqualTo(2 * (2 + 5));
    assertThat(stats.erasedChunks()).isEqualTo(2);
    assertThat(stats.first()).contains(Payloads.NOON);
    assertThat(stats.last()).contains(Payloads.NOON.plusMillis(5));
  }

  @Test
  void countsNothingInAnEmptyJournal() {
    var stats = JournalStats.of(store.dataSource(), ProgressListener.none());

    assertThat(stats.executions()).isZero();
    assertThat(stats.first()).isEmpty();
  }
}
