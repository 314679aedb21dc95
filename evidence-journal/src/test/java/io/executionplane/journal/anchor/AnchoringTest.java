package io.executionplane.journal.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.evidence.log.ChunkRange;
import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.evidence.log.NodeEntry;
import io.executionplane.contracts.evidence.log.NodeEntry.TargetChange;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.sample.FailingDatabase;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.verify.ErasedChunks;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class AnchoringTest {

  private static final Clock NOON = Clock.fixed(Payloads.NOON, ZoneOffset.UTC);
  private static final AnchoringPace PACE =
      new AnchoringPace(Duration.ofMillis(5), Duration.ofSeconds(10));
  private static final int SECONDS_MAX = 20;

  @Parameter private TestDatabase database;

  /** After the entries, the tiles that were there, those that were not, and the state. */
  private static final int COMMIT_OF_A_BATCH = 5;

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

  @Test
  void anchorsTheNewestHeadOfEachExecution() throws Exception {
    var history = History.running("a").and(Payloads.completed());

    try (var anchoring = start()) {
      history.events().forEach(event -> anchoring.changed(AnchoredHead.of(event)));
      await(anchoring.anchored(history.ref()));

      assertThat(lastAnchor(history.ref()).seq()).isEqualTo(4);
      assertThat(lastAnchor(history.ref()).state()).isEqualTo(LogEntry.Anchor.State.TERMINAL);
    }
  }

  @Test
  void anchorsWhatAnEarlierNodeDidNotGetTo() throws Exception {
    var left = History.running("left");
    Rows.write(store.dataSource(), left);

    try (var anchoring = start()) {
      await(anchoring.anchored(left.ref()));

      assertThat(lastAnchor(left.ref()).seq()).isEqualTo(3);
    }
  }

  @Test
  void writesWhatWaitsBeforeItCloses() throws SQLException {
    var history = History.running("a");
    var slow = new AnchoringPace(Duration.ofSeconds(1), Duration.ofSeconds(10));

    try (var anchoring = Anchoring.start(this::openLog, store.dataSource(), NOON, slow)) {
      anchoring.changed(AnchoredHead.of(history.events().get(2)));
    }

    assertThat(lastAnchor(history.ref()).seq()).isEqualTo(3);
  }

  @Test
  void triesAgainWhatTheDatabaseFailedAndLosesNothing() throws Exception {
    var history = History.running("a").and(Payloads.completed());
    var opened = new AtomicInteger();

    try (var anchoring = start(() -> openCounted(opened))) {
      Rows.write(store.dataSource(), history);
      execute("alter table log_entry rename to log_entry_gone");
      anchoring.changed(AnchoredHead.of(history.events().get(3)));
      var anchored = anchoring.anchored(history.ref());
      awaitAtLeast(2, opened);
      execute("alter table log_entry_gone rename to log_entry");
      await(anchored);

      assertThat(lastAnchor(history.ref()).seq()).isEqualTo(4);
    }
  }

  @Test
  void goesOnWhereTheLogCouldNotBeOpenedAgainAtOnceAfterAWriteThatHappened() throws Exception {
    openLog();
    var history = History.running("a");
    var failing = new FailingDatabase(store.dataSource(), COMMIT_OF_A_BATCH, true);
    var counted = new FailingDatabase(store.dataSource(), Integer.MAX_VALUE, false);
    EvidenceLog.open(counted.dataSource(), directory, NOON);
    failing.later(counted.steps());
    var opened = new AtomicInteger();

    try (var anchoring =
        start(
            () ->
                switch (opened.incrementAndGet()) {
                  case 1 -> EvidenceLog.open(failing.dataSource(), directory, NOON);
                  case 2 -> throw new LogUnreadableException("still gone");
                  default -> openLog();
                })) {
      anchoring.changed(AnchoredHead.of(history.events().get(2)));
      await(anchoring.anchored(history.ref()));
    }

    assertThat(failing.hasFailed()).isTrue();
    assertThat(opened).hasValueGreaterThanOrEqualTo(3);
    assertThat(new LogReader(store.dataSource()).anchors(history.ref())).hasSize(1);
  }

  @Test
  void putsWhatIsToBeErasedIntoTheLogBeforeItSaysSo() {
    var history = History.running("a").and(Payloads.completed());
    var erased =
        new ErasedContent(history.ref(), StreamName.STDOUT, new ChunkRange(0, 3), "asked for");

    try (var anchoring = start()) {
      anchoring.declare(List.of(AnchoredHead.of(history.events().get(3))), List.of(erased));

      var reader = new LogReader(store.dataSource());
      assertThat(reader.erased(history.ref()).orElseThrow())
          .extracting(ErasedChunks::chunks)
          .containsExactly(new ChunkRange(0, 3));
    }
    assertThat(lastAnchor(history.ref()).seq()).isEqualTo(4);
  }

  @Test
  void saysThatNothingCanBeErasedOnceAnotherWriterHasOpenedTheLog() throws Exception {
    var history = History.running("a").and(Payloads.completed());
    var erased =
        new ErasedContent(history.ref(), StreamName.STDOUT, new ChunkRange(0, 3), "asked for");

    try (var anchoring = start()) {
      await(anchoring.anchored(history.ref()));
      openLog();

      assertThatExceptionOfType(LogUnreadableException.class)
          .isThrownBy(() -> anchoring.declare(List.of(), List.of(erased)))
          .withMessage("the log was not written");
    }
    assertThat(new LogReader(store.dataSource()).erased(history.ref()).orElseThrow()).isEmpty();
  }

  @Test
  void stopsForEverWhenAnotherWriterHasOpenedTheLog() throws Exception {
    var history = History.running("a");

    try (var anchoring = start()) {
      await(anchoring.anchored(history.ref()));
      openLog();
      anchoring.changed(AnchoredHead.of(history.events().get(0)));

      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> await(anchoring.anchored(history.ref())))
          .withMessageContaining("the log is not written any more");
    }
    assertThat(new LogReader(store.dataSource()).anchors(history.ref())).isEmpty();
  }

  @Test
  void recordsWhatANodeHasToSay() throws Exception {
    try (var anchoring = start()) {
      await(anchoring.record(name -> drained(name, "a")));
      await(anchoring.record(name -> drained(name, "b")));
    }

    assertThat(targetsNamed()).containsExactly("a", "b");
  }

  @Test
  void recordsItOnceWhateverStepOfWritingFails() throws Exception {
    for (var step = 1; step <= 8; step++) {
      for (var afterwards : List.of(false, true)) {
        var target = step + (afterwards ? "-done" : "-undone");
        var failing = new FailingDatabase(store.dataSource(), step, afterwards);
        var opened = new AtomicInteger();
        try (var anchoring =
            start(() -> opened.getAndIncrement() == 0 ? openOver(failing) : openLog())) {
          await(anchoring.record(name -> drained(name, target)));
        }
        assertThat(targetsNamed()).as("step %s", target).containsOnlyOnce(target);
      }
    }
  }

  @Test
  void refusesToRecordMoreThanItCanHold() {
    var notes = new WaitingNotes(1);

    var first = notes.put(drained(new LogName("log"), "a"));
    var second = notes.put(drained(new LogName("log"), "b"));

    assertThat(first).isNotDone();
    assertThat(second).isCompletedExceptionally();
  }

  @Test
  void looksUpInTheJournalWhatDidNotFitInMemory() {
    var waiting = new WaitingHeads(1);
    var first = AnchoredHead.of(History.running("a").events().get(0));
    var second = AnchoredHead.of(History.running("b").events().get(0));

    waiting.put(first);
    waiting.put(second);

    assertThat(waiting.holds(second.ref())).isTrue();
    var batch = waiting.take(10);
    assertThat(batch.heads()).containsExactly(first);
    assertThat(batch.looksAgain()).isTrue();
    assertThat(waiting.isIdle()).isTrue();
  }

  @Test
  void neverGoesBackToAnOlderHead() {
    var history = History.running("a");
    var waiting = new WaitingHeads(10);

    waiting.put(AnchoredHead.of(history.events().get(2)));
    waiting.put(AnchoredHead.of(history.events().get(0)));

    assertThat(waiting.take(10).heads()).containsExactly(AnchoredHead.of(history.events().get(2)));
  }

  // --- Samples

  private static LogEntry drained(LogName log, String target) {
    return new NodeEntry.TargetChanged(
        log, "node-1", target, TargetChange.DRAINED, Optional.of("ada"), "a test", Payloads.NOON);
  }

  private List<String> targetsNamed() {
    return new LogReader(store.dataSource())
        .entries(0, 1000).stream()
            .map(entry -> LogEntry.decode(entry.toArray()))
            .filter(NodeEntry.TargetChanged.class::isInstance)
            .map(entry -> ((NodeEntry.TargetChanged) entry).target())
            .toList();
  }

  /** A log whose steps count only once it is open. */
  private EvidenceLog openOver(FailingDatabase failing) {
    var opening = new FailingDatabase(store.dataSource(), Integer.MAX_VALUE, false);
    EvidenceLog.open(opening.dataSource(), directory, NOON);
    failing.later(opening.steps());
    return EvidenceLog.open(failing.dataSource(), directory, NOON);
  }

  private Anchoring start() {
    return start(this::openLog);
  }

  private Anchoring start(Supplier<EvidenceLog> opener) {
    return Anchoring.start(opener, store.dataSource(), NOON, PACE);
  }

  private EvidenceLog openLog() {
    return EvidenceLog.open(store.dataSource(), directory, NOON);
  }

  private EvidenceLog openCounted(AtomicInteger opened) {
    synchronized (opened) {
      opened.incrementAndGet();
      opened.notifyAll();
    }
    return openLog();
  }

  private static void awaitAtLeast(int count, AtomicInteger opened) throws InterruptedException {
    var until = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_MAX);
    synchronized (opened) {
      while (opened.get() < count && System.nanoTime() < until) {
        opened.wait(100);
      }
    }
    assertThat(opened.get()).isGreaterThanOrEqualTo(count);
  }

  private LogEntry.Anchor lastAnchor(ExecutionRef ref) {
    var anchors = new LogReader(store.dataSource()).anchors(ref);
    var last = anchors.get(anchors.size() - 1).entry();
    return (LogEntry.Anchor) LogEntry.decode(last.toArray());
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(SECONDS_MAX, TimeUnit.SECONDS);
  }

  private void execute(String sql) throws SQLException {
    try (var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
