package io.executionplane.testkit.endtoend;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AcceptableAttestation;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.journal.sample.TestDatabase;
import io.executionplane.journal.store.StoreSettings;
import io.executionplane.journal.verify.ExecutionVerifier;
import io.executionplane.journal.verify.JdbcEvidenceSource;
import io.executionplane.journal.verify.StoredHashes;
import io.executionplane.journal.verify.VerificationReport;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.ExecutionPlaneBuilder;
import io.executionplane.node.RuntimeClient;
import io.executionplane.node.execution.SubmitReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;

/** A node for tests, with every wait bounded. */
final class TestPlane implements AutoCloseable {

  /** Longest wait for anything that a test does not give a bound of its own. */
  static final Duration WITHIN = Duration.ofSeconds(60);

  private static final String TAKEOVER_WAIT = StoreSettings.PATH + ".postgresql.takeover-wait";

  private static final AcceptableAttestation ANY_LOCAL =
      new AcceptableAttestation(List.of(AttestationClass.LOCAL_PROCESS_WEAK));

  private final ExecutionPlane plane;
  private final Grants grants;

  private TestPlane(ExecutionPlane plane, Grants grants) {
    this.plane = plane;
    this.grants = grants;
  }

  /** A node on the chosen database. */
  static TestPlane in(Path directory) {
    return in(directory, ConfigFactory.empty());
  }

  /** As {@link #in(Path)}, with settings that are not the defaults. */
  static TestPlane in(Path directory, Config settings) {
    return in(directory, settings, UnaryOperator.identity());
  }

  static TestPlane in(
      Path directory, Config settings, UnaryOperator<ExecutionPlaneBuilder> described) {
    var builder =
        ExecutionPlane.builder()
            .dataDirectory(directory)
            .config(settings.withFallback(reach(directory)));
    var plane = described.apply(builder).start();
    return new TestPlane(plane, new Grants(directory, plane.audience()));
  }

  /**
   * How the chosen database is reached, with patience: a server needs a moment to notice that the
   * node before was killed.
   */
  static Config reach(Path directory) {
    var found = TestDatabase.chosen().reach(directory);
    return ConfigFactory.parseMap(Map.of(TAKEOVER_WAIT, "30s")).withFallback(found);
  }

  ExecutionPlane plane() {
    return plane;
  }

  RuntimeClient client() {
    return plane.client();
  }

  Grants grants() {
    return grants;
  }

  // --- Asking for something

  /** A request with an id, but without authority. */
  AdmissionRequest wish(ProcessRun run, RuntimeConstraint... constraints) {
    return client()
        .identified(
            new AdmissionRequest(
                AdmissionRequest.VERSION,
                Optional.empty(),
                ProcessRun.LANE_ID,
                ProcessRun.OPERATION,
                ProcessRun.CONTRACT.encodeObject(run),
                Optional.empty(),
                Optional.of(ANY_LOCAL),
                Optional.empty(),
                Optional.empty(),
                List.of(constraints),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
  }

  /** A request with an id and a grant for exactly this payload. */
  AdmissionRequest request(ProcessRun run, RuntimeConstraint... constraints) {
    return granted(wish(run, constraints));
  }

  AdmissionRequest granted(AdmissionRequest wish) {
    return wish.withAuthority(grants.sign(grants.claimsFor(wish)));
  }

  SubmitReply submit(AdmissionRequest request) {
    return await(client().submit(request));
  }

  /** Submits a request again and again until it is recorded, which is always safe. */
  SubmitReply submitUntilRecorded(AdmissionRequest request) {
    var recorded = new AtomicReference<SubmitReply>();
    Eventually.holds(
        "recorded",
        () -> {
          client()
              .submit(request)
              .thenAccept(recorded::set)
              .toCompletableFuture()
              .exceptionally(unanswered -> null)
              .get(WITHIN.toMillis(), MILLISECONDS);
          return recorded.get() instanceof SubmitReply.Receipt;
        });
    return recorded.get();
  }

  ExecutionResult result(ExecutionRef ref) {
    return await(client().awaitResult(ref, WITHIN));
  }

  /** Runs a command that must be admitted. */
  ExecutionResult run(ProcessRun run) {
    return result(admitted(request(run)));
  }

  /** Submits a request that must be admitted. */
  ExecutionRef admitted(AdmissionRequest request) {
    var reply = submit(request);
    assertThat(reply)
        .isInstanceOfSatisfying(
            SubmitReply.Receipt.class, receipt -> assertThat(receipt.rejection()).isEmpty());
    return reply.ref();
  }

  // --- Looking at what was recorded

  List<EvidenceEvent> events(ExecutionRef ref) {
    return await(
        client().events(ref).map(recorded -> recorded.event()).runWith(Sink.seq(), plane.system()));
  }

  List<String> eventTypes(ExecutionRef ref) {
    return events(ref).stream().map(EvidenceEvent::type).toList();
  }

  ByteString output(ExecutionRef ref, StreamName stream) {
    return await(
        client()
            .output(ref, stream, 0)
            .runFold(ByteString.emptyByteString(), ByteString::concat, plane.system()));
  }

  String text(ExecutionRef ref, StreamName stream) {
    return output(ref, stream).utf8String();
  }

  VerificationReport verify(ExecutionRef ref) {
    var database = plane.journal().dataSource();
    return new ExecutionVerifier(new JdbcEvidenceSource(database), new StoredHashes(database))
        .verify(ref);
  }

  static <T> T await(CompletionStage<T> stage) {
    return await(stage, WITHIN);
  }

  static <T> T await(CompletionStage<T> stage, Duration within) {
    try {
      return stage.toCompletableFuture().get(within.toMillis(), MILLISECONDS);
    } catch (ExecutionException | TimeoutException failure) {
      throw new AssertionError("not within " + within + ": " + failure, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", interrupted);
    }
  }

  @Override
  public void close() {
    plane.close();
  }
}
