package io.executionplane.journal.live;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.StreamClosed;
import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.live.OutputFrame.Omitted.Reason;
import io.executionplane.journal.output.Chunk;
import io.executionplane.journal.output.JdbcOutputStore;
import io.executionplane.journal.output.LiveStreams;
import io.executionplane.journal.output.SaltSource;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.wake.Topic;
import io.executionplane.journal.wake.Wakeups;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class ReadersTest {

  private static ActorSystem system;

  @Parameter TestDatabase kind;
  @TempDir private Path directory;

  private final Wakeups wakeups = new Wakeups();
  private final LiveStreams live = new LiveStreams(wakeups, 0);
  private final SaltSource salts = SaltSource.secure();
  private final AtomicLong offset = new AtomicLong();
  private volatile History history = History.running("followed");
  private JournalStore journal;
  private JdbcOutputStore outputs;
  private Readers readers;

  @BeforeAll
  static void startSystem() {
    system = ActorSystem.create("readers", ConfigFactory.load());
  }

  @AfterAll
  static void stopSystem() {
    TestKit.shutdownActorSystem(system);
  }

  @BeforeEach
  void open() throws SQLException {
    journal = JournalStore.open(kind.settings(directory));
    outputs = JdbcOutputStore.start(journal.dataSource());
    readers = new Readers(journal.reader(), outputs, live, wakeups, ref -> state());
    Rows.write(journal.dataSource(), history);
  }

  @AfterEach
  void close() {
    if (journal != null) { // Where the test is skipped there is none.
      outputs.close();
      journal.close();
    }
  }

  // --- Events

  @Test
  void givesEventsAsTheyAreRecordedUpToTheTerminalOne() throws Exception {
    var seqs =
        readers
            .events(history.ref(), 2, true)
            .map(event -> event.event().seq())
            .runWith(Sink.queue(), system);
    assertThat(next(seqs)).isEqualTo(2);
    assertThat(next(seqs)).isEqualTo(3);
    waitUntilSomebodyWaits();

    record(Payloads.fact("process.launched"));
    record(Payloads.completed());

    assertThat(next(seqs)).isEqualTo(4);
    assertThat(next(seqs)).isEqualTo(5);
    assertThat(pull(seqs)).isEmpty();
  }

  // --- Output

  @Test
  void tellsTheEndOfAStreamOnlyOnceItIsRecorded() throws Exception {
    store("all of it", 0);
    var frames = follow(0);
    assertThat(next(frames)).isEqualTo(bytes(0, "all of it"));
    waitUntilSomebodyWaits();

    var closed = closed(9, List.of());
    record(closed);

    assertThat(next(frames)).isEqualTo(new OutputFrame.End(9, Optional.of(closed.record())));
    assertThat(pull(frames)).isEmpty();
  }

  @Test
  void goesOnFromTheMiddleOfAChunk() throws Exception {
    store("first ", 0);
    store("second", 1);
    record(closed(12, List.of()));

    var frames = follow(9);

    assertThat(next(frames)).isEqualTo(bytes(9, "ond"));
    assertThat(next(frames)).isInstanceOf(OutputFrame.End.class);
  }

  @Test
  void declaresWhatWasErased() throws Exception {
    store("kept", 0);
    store("secret", 1);
    store("kept too", 2);
    erase(1);
    record(closed(18, List.of()));

    var frames = follow(0);

    assertThat(next(frames)).isEqualTo(bytes(0, "kept"));
    assertThat(next(frames))
        .isEqualTo(new OutputFrame.Omitted(new ByteRange(4, 10), Reason.ERASED));
    assertThat(next(frames)).isEqualTo(bytes(10, "kept too"));
    assertThat(next(frames)).isInstanceOf(OutputFrame.End.class);
  }

  @Test
  void givesWhatALostExecutionLeftAndClaimsNothingOfItsEnd() throws Exception {
    store("before the crash", 0);
    record(Payloads.lost());

    var frames = follow(0);

    assertThat(next(frames)).isEqualTo(bytes(0, "before the crash"));
    assertThat(next(frames)).isEqualTo(new OutputFrame.End(16, Optional.empty()));
  }

  // --- Whoever waits

  @Test
  void keepsNothingOfAFollowerThatLeaves() throws Exception {
    var frames = follow(0);
    waitUntilSomebodyWaits();

    frames.cancel();

    new TestKit(system).awaitCond(Duration.ofSeconds(10), () -> wakeups.size() == 0);
  }

  @Test
  void failsForWhoeverWaitsWhenNothingWillBeRecordedAnyMore() {
    var frames = follow(0);
    waitUntilSomebodyWaits();

    wakeups.close();

    assertThat(frames.pull())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(IllegalStateException.class);
  }

  // --- Steps

  private CompletionStage<ExecutionState> state() {
    var state = ExecutionState.initial(history.ref());
    for (RecordedEvent event : history.events()) {
      state = state.apply(event);
    }
    return CompletableFuture.completedStage(state);
  }

  private void record(EvidencePayload payload) throws SQLException {
    Rows.write(journal.dataSource(), history.next(payload));
    history = history.and(payload);
    wakeups.ring(Topic.events(history.ref()));
  }

  private void store(String text, long index) throws Exception {
    var bytes = ByteString.fromString(text);
    var at = offset.getAndAdd(bytes.size());
    outputs
        .append(new Chunk(history.ref(), StreamName.STDOUT, index, at, 0, salts.next(), bytes))
        .toCompletableFuture()
        .get(10, SECONDS);
  }

  private void erase(long index) throws SQLException {
    try (var connection = journal.dataSource().getConnection();
        var statement =
            connection.prepareStatement(
                "update output_chunk set bytes = null, salt = null where chunk_index = ?")) {
      statement.setLong(1, index);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private static StreamClosed closed(long total, List<StreamRecord.Omission> omitted) {
    return new StreamClosed(
        new StreamRecord(
            StreamName.STDOUT, total, total, 1, omitted, Sha256.of(), Sha256.of(), Ending.EOF));
  }

  private SinkQueueWithCancel<OutputFrame> follow(long from) {
    return readers
        .output(history.ref(), StreamName.STDOUT, from, true)
        .runWith(Sink.queue(), system);
  }

  private void waitUntilSomebodyWaits() {
    new TestKit(system).awaitCond(Duration.ofSeconds(10), () -> wakeups.size() > 0);
  }

  private static OutputFrame bytes(long offset, String text) {
    return new OutputFrame.Bytes(offset, ByteString.fromString(text), 0);
  }

  private static <T> T next(SinkQueueWithCancel<T> queue) throws Exception {
    return pull(queue).orElseThrow();
  }

  private static <T> Optional<T> pull(SinkQueueWithCancel<T> queue) throws Exception {
    return queue.pull().toCompletableFuture().get(10, SECONDS);
  }
}
