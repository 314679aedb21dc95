package io.executionplane.journal.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.evidence.log.ChunkRange;
import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogEntry.Anchor;
import io.executionplane.contracts.evidence.log.LogEntry.Erased;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.journal.anchor.EvidenceLog;
import io.executionplane.journal.anchor.LogReader;
import io.executionplane.journal.replay.JournalCheck;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.verify.ExecutionVerifier;
import io.executionplane.journal.verify.Finding;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import io.executionplane.journal.verify.VerificationReport;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ContentErasureTest {

  private static final Clock NOON = Clock.fixed(Payloads.NOON, ZoneOffset.UTC);

  @Parameter private TestDatabase database;

  @TempDir private Path directory;
  private JournalStore store;

  @BeforeEach
  void open() {
    store = JournalStore.open(database.settings(directory));
  }

  @AfterEach
  void close() {
    store.close();
  }

  // --- What is destroyed

  @Test
  void takesSaltAndBytesAwayAndLeavesEverythingElse() throws Exception {
    var execution = ended("a", 3);
    var other = ended("b", 3);

    var erased = erasure().erase(execution.ref(), Set.of(StreamName.STDOUT), "asked for");

    assertThat(erased.contents()).containsExactly(new StoredContent(StreamName.STDOUT, 3, 3, 15));
    assertThat(count("salt is null and bytes is null and commitment is not null")).isEqualTo(3);
    assertThat(contents(execution.ref()))
        .extracting(StoredContent::presentChunks)
        .containsExactly(1L, 1L, 0L);
    assertThat(contents(other.ref()))
        .extracting(StoredContent::presentChunks)
        .containsExactly(1L, 1L, 3L);
    assertThat(count("1 = 1")).isEqualTo(10);
  }

  @Test
  void erasesEveryStreamWhereNoneIsNamed() throws Exception {
    var execution = ended("a", 200);

    var erased = erasure().erase(execution.ref(), Set.of(), "asked for");

    assertThat(erased.contents())
        .extracting(each -> each.stream().text())
        .containsExactly("request", "stderr", "stdout");
    assertThat(count("bytes is not null")).isZero();
    assertThat(count("salt is not null")).isZero();
    assertThat(pending()).isZero();
  }

  @Test
  void saysInTheLogWhatIsErasedBesideTheEndOfTheChain() throws Exception {
    var execution = ended("a", 3);
    var log = openLog();

    new ContentErasure(store.dataSource(), log)
        .erase(execution.ref(), Set.of(StreamName.STDOUT), "asked for");

    assertThat(entries(1))
        .satisfiesExactly(
            anchor ->
                assertThat(anchor)
                    .isInstanceOfSatisfying(
                        Anchor.class, it -> assertThat(it.seq()).isEqualTo(execution.lastSeq())),
            erased ->
                assertThat(erased)
                    .isEqualTo(
                        new Erased(
                            log.name(),
                            execution.ref(),
                            StreamName.STDOUT,
                            new ChunkRange(0, 3),
                            "asked for",
                            Payloads.NOON)));
    assertThat(log.head().size()).isEqualTo(3);
  }

  @Test
  void erasesNothingTwice() throws Exception {
    var execution = ended("a", 3);
    erasure().erase(execution.ref(), Set.of(StreamName.STDOUT), "asked for");

    var log = openLog();
    var again =
        new ContentErasure(store.dataSource(), log)
            .erase(execution.ref(), Set.of(StreamName.STDOUT), "asked for again");

    assertThat(again.contents()).isEmpty();
    assertThat(log.head().size()).isEqualTo(3);
  }

  @Test
  void takesLabelsAwayWithTheRequestThatTheyWereIn() throws Exception {
    var execution = ended("a", 1);
    var other = ended("b", 1);
    for (var each : List.of(execution, other)) {
      execute(
          "insert into execution_label (ordering, label) select ordering, 'team=red'"
              + " from event_journal where sequence_number = 1 and persistence_id = 'execution|"
              + each.ref()
              + "'");
    }

    erasure().erase(execution.ref(), Set.of(StreamName.STDOUT), "asked for");
    assertThat(number("select count(*) from execution_label")).isEqualTo(2);
    erasure().erase(execution.ref(), Set.of(StreamName.REQUEST), "asked for");

    assertThat(number("select count(*) from execution_label")).isEqualTo(1);
  }

  // --- What is refused

  @Test
  void erasesNothingOfWhatIsNotOver() throws Exception {
    var running = StoredExecution.running("running", Payloads.NOON, 3).in(store.dataSource());

    assertThatExceptionOfType(NotErasableException.class)
        .isThrownBy(() -> erasure().erase(running.ref(), Set.of(), "asked for"))
        .withMessage(running.ref() + " is not over: only what has ended can be erased");
    assertThat(count("bytes is null")).isZero();
  }

  @Test
  void namesTheStreamThatIsNotThere() throws Exception {
    var execution = ended("a", 3);

    assertThatExceptionOfType(NotErasableException.class)
        .isThrownBy(
            () ->
                erasure()
                    .erase(
                        execution.ref(), Set.of(StreamName.STDOUT, StreamName.STDIN), "asked for"))
        .withMessage(
            "nothing is stored of "
                + execution.ref()
                + "'s stream stdin: it has request, stderr, stdout");
    assertThat(count("bytes is null")).isZero();
  }

  @Test
  void erasesNothingForAReasonThatTheLogCannotHold() throws Exception {
    var execution = ended("a", 3);
    var reason = "x".repeat(LogEntry.REASON_LENGTH_MAX + 1);

    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> erasure().erase(execution.ref(), Set.of(), reason));

    assertThat(count("bytes is null")).isZero();
  }

  // --- What can be said afterwards

  @Test
  void isNotCheckedWhereTheLogSaysThatItWasErased() throws Exception {
    var execution = ended("a", 2);
    erasure().erase(execution.ref(), Set.of(StreamName.STDOUT), "asked for");

    var report = verify(execution.ref());

    assertThat(report.failed()).isEmpty();
    assertThat(sentences(report.notChecked()))
        .containsExactly(
            execution.ref() + " stdout chunk 0: erased, as entry 2 of the log says",
            execution.ref() + " stdout chunk 1: erased, as entry 2 of the log says",
            execution.ref() + " stdout: sizes and SHA-256 of the stream: content is not here");
    assertThat(check()).filteredOn(each -> !each.startsWith("not checked")).isEmpty();
  }

  @Test
  void isFoundWhereContentIsGoneAndTheLogDoesNotSaySo() throws Exception {
    var execution = ended("a", 2);
    erasure().erase(execution.ref(), Set.of(StreamName.STDERR), "asked for");
    execute("update output_chunk set bytes = null where stream = 'stdout' and chunk_index = 1");
    var finding =
        execution.ref() + " stdout chunk 1: its content is gone, and the log has no erasure of it";

    assertThat(sentences(verify(execution.ref()).failed())).containsExactly(finding);
    assertThat(check()).contains("failed " + finding);
  }

  @Test
  void isFoundWhereContentIsThereThoughTheLogSaysThatItWasErased() throws Exception {
    var execution = ended("a", 2);
    erasure().erase(execution.ref(), Set.of(StreamName.STDOUT), "asked for");
    execute(
        "update output_chunk set bytes = commitment where stream = 'stdout' and chunk_index = 1");
    var finding =
        execution.ref()
            + " stdout chunk 1: it has content, though entry 2 of the log says that it was erased";

    assertThat(sentences(verify(execution.ref()).failed())).containsExactly(finding);
    assertThat(check()).contains("failed " + finding);
  }

  @Test
  void believesNoErasureThatIsNotInTheTreeThatWasSigned() throws Exception {
    var execution = ended("a", 2);
    erasure().erase(execution.ref(), Set.of(StreamName.STDERR), "asked for");
    execute("update output_chunk set salt = null, bytes = null where stream = 'stdout'");
    var forged =
        new Erased(
            openLog().name(),
            execution.ref(),
            StreamName.STDOUT,
            new ChunkRange(0, 2),
            "never asked for",
            Payloads.NOON);
    try (var connection = store.dataSource().getConnection();
        var statement =
            connection.prepareStatement("update log_entry set entry = ? where entry_index = 2")) {
      statement.setBytes(1, forged.canonical());
      statement.executeUpdate();
    }

    assertThat(sentences(verify(execution.ref()).failed()))
        .contains(
            execution.ref()
                + " stdout chunk 0: its content is gone, and the log has no erasure of it")
        .contains(
            execution.ref()
                + " stderr chunk 0: its content is gone, and the log has no erasure of it");
  }

  @Test
  void isNotKnownToBeErasedWhereNoLogWasBegun() throws Exception {
    var execution = ended("a", 1);
    execute("update output_chunk set salt = null, bytes = null where stream = 'stdout'");

    var report = verify(execution.ref());

    assertThat(report.failed()).isEmpty();
    assertThat(sentences(report.notChecked()))
        .contains(
            execution.ref() + " stdout chunk 0: its content is not here, only its commitment");
  }

  // --- Samples

  private StoredExecution ended(String requestId, int chunks) throws Exception {
    return StoredExecution.ended(requestId, chunks, Payloads.completed()).in(store.dataSource());
  }

  private EvidenceLog openLog() {
    return EvidenceLog.open(store.dataSource(), directory, NOON);
  }

  private ContentErasure erasure() {
    return new ContentErasure(store.dataSource(), openLog());
  }

  private List<StoredContent> contents(ExecutionRef ref) {
    return new ContentReading(store.dataSource()).of(ref);
  }

  private List<LogEntry> entries(long from) {
    return new LogReader(store.dataSource())
        .entries(from, 100).stream().map(entry -> LogEntry.decode(entry.toArray())).toList();
  }

  private VerificationReport verify(ExecutionRef ref) {
    var log = new LogReader(store.dataSource());
    return new ExecutionVerifier(new JdbcEvidenceSource(store.dataSource()), log, log).verify(ref);
  }

  private List<String> check() {
    var found = new ArrayList<String>();
    new JournalCheck(
            store.dataSource(),
            each -> found.add((each.certain() ? "failed " : "not checked ") + each.finding()),
            (done, total) -> {})
        .run();
    return found;
  }

  private static List<String> sentences(List<Finding> findings) {
    return findings.stream().map(Finding::toString).toList();
  }

  private long count(String condition) throws SQLException {
    return number("select count(*) from output_chunk where " + condition);
  }

  private long pending() throws SQLException {
    return number("select count(*) from erasure_pending");
  }

  private long number(String query) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
