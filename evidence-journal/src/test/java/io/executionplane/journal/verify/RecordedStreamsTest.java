package io.executionplane.journal.verify;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.EvidencePayload.AdmissionAccepted;
import io.executionplane.contracts.evidence.EvidencePayload.OutputRecorded;
import io.executionplane.contracts.evidence.EvidencePayload.StreamClosed;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.output.CapturePolicy;
import io.executionplane.journal.output.Content;
import io.executionplane.journal.output.JdbcOutputStore;
import io.executionplane.journal.output.OutputBudget;
import io.executionplane.journal.output.Recording;
import io.executionplane.journal.output.SaltSource;
import io.executionplane.journal.output.StreamRecorder;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sample.RecordedRequest;
import io.executionplane.journal.sample.Rows;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.JournalStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What recorders store and tell is what verifiers find: the one without knowing of the other. */
@ParameterizedClass
@EnumSource
class RecordedStreamsTest {

  private static ActorSystem system;

  @Parameter TestDatabase database;
  @TempDir private Path directory;

  @BeforeAll
  static void startSystem() {
    system = ActorSystem.create("recorded");
  }

  @AfterAll
  static void stopSystem() {
    TestKit.shutdownActorSystem(system);
  }

  @ParameterizedTest
  @CsvSource({"1, 1000000", "2, 200000", "3, 1", "4, 0", "5, 131072"})
  void verifiesWhatWasRecorded(long seed, long captureBytesMax) throws Exception {
    var random = new Random(seed);
    var told = new ConcurrentLinkedQueue<OutputRecorded>();
    var history = History.of("recorded");

    try (var journal = JournalStore.open(database.settings(directory));
        var store = JdbcOutputStore.start(journal.dataSource())) {
      history =
          history
              .and(accepted(history.ref(), journal.dataSource()))
              .and(Payloads.selected())
              .and(Payloads.started());
      var recording =
          new Recording(
              history.ref(),
              StreamName.STDOUT,
              CapturePolicy.full(captureBytesMax),
              OutputBudget.unlimited(),
              () -> System.nanoTime() / 1000,
              told::add,
              failure -> false);
      var record =
          Source.from(elements(random))
              .viaMat(
                  new StreamRecorder(store, SaltSource.secure(), directory).flow(recording),
                  Keep.right())
              .to(Sink.ignore())
              .run(system)
              .toCompletableFuture()
              .get(30, SECONDS);
      history = conflated(history, told, random).and(new StreamClosed(record));
      history = history.and(Payloads.completed());
      Rows.write(journal.dataSource(), history);

      var source = new JdbcEvidenceSource(journal.dataSource());
      var report = new ExecutionVerifier(source, HeadAnchors.none()).verify(history.ref());

      assertThat(report.failed()).as("seed %d", seed).isEmpty();
      assertThat(record.capturedBytes()).isEqualTo(Math.min(captureBytesMax, record.totalBytes()));
    }
  }

  private static AdmissionAccepted accepted(ExecutionRef ref, DataSource database)
      throws SQLException {
    var request = RecordedRequest.toRun("recorded", "printf");
    var bytes = request.text().getBytes(StandardCharsets.UTF_8);
    var content = Content.of(ref, StreamName.REQUEST, bytes, SaltSource.secure());
    try (var connection = database.getConnection()) {
      Content.store(connection, List.of(content));
    }
    return new AdmissionAccepted(
        request.hash(), content.record(), Provenance.nodeAdmitted(), Optional.empty());
  }

  private static List<ByteString> elements(Random random) {
    return random
        .ints(200, 0, 5_000)
        .mapToObj(
            size -> {
              var bytes = new byte[size];
              random.nextBytes(bytes);
              return ByteString.fromArrayUnsafe(bytes);
            })
        .toList();
  }

  /** Writes down only some of what was told: the first {@code from}, and the latest of the rest. */
  private static History conflated(History history, Queue<OutputRecorded> told, Random random) {
    var events = history;
    var from = -1L;
    for (var each : told) {
      from = from < 0 ? each.from() : from;
      if (random.nextBoolean()) {
        events =
            events.and(
                new OutputRecorded(each.stream(), from, each.to(), each.chunkCount(), each.root()));
        from = -1;
      }
    }
    return events;
  }
}
