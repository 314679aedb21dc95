package io.executionplane.testkit.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.admission.AcceptableAttestation;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.execution.RejectionReason;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.node.ExecutionPlane;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several targets of the same class a request goes to, and which it never goes to. */
class TargetChoiceTest {

  private static final Duration WITHIN = Duration.ofSeconds(60);
  private static final String CLASS = "local-process-weak";
  private static final String OWNER = "owner-of-the-lane";
  private static final JsonObject NOTHING = JsonObject.of(JsonNodeFactory.instance.objectNode());

  /** Every effect goes on until a test lets all of them end. */
  private final CompletableFuture<JsonObject> end = new CompletableFuture<>();

  private final CallingLane lane = new CallingLane("sample", order -> end);
  private final MovableClock clock = new MovableClock();

  @TempDir private Path directory;
  private ExecutionPlane plane;

  @BeforeEach
  void start() {
    plane =
        ExecutionPlane.builder()
            .dataDirectory(directory)
            .lanes(List.of(lane))
            .targetVerifier(new MeasuredTarget("one", "sample", CLASS))
            .targetVerifier(new MeasuredTarget("other", "sample", CLASS))
            .directOwner(OWNER)
            .clock(clock)
            .start();
  }

  @AfterEach
  void stop() {
    end.complete(NOTHING);
    plane.close();
  }

  @Test
  void sharesTheWorkBetweenTwoTargetsOfTheSameClass() throws Exception {
    var targets = Stream.of(submitted(), submitted(), submitted(), submitted()).map(this::target);

    assertThat(targets).containsExactlyInAnyOrder("one", "one", "other", "other");
  }

  @Test
  void goesToTheOtherOfTwoTargetsOnceOneIsDrained() throws Exception {
    await(plane.drainTarget("one", "user:operator", "a new kernel"));

    assertThat(Stream.of(submitted(), submitted()).map(this::target)).containsOnly("other");
  }

  @Test
  void stopsWhatRunsOnATargetThatIsRevokedAndNothingElse() throws Exception {
    var both = List.of(submitted(), submitted());
    var revoked = both.stream().filter(ref -> target(ref).equals("one")).findAny().orElseThrow();
    var other = both.stream().filter(ref -> !ref.equals(revoked)).findAny().orElseThrow();

    await(plane.revokeTarget("one", "user:operator", "it was broken into"));
    awaitEvent(revoked, "cancel.requested");
    end.complete(NOTHING);

    assertThat(result(other).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(eventTypes(other)).doesNotContain("cancel.requested");
  }

  @Test
  void goesToNoTargetWhoseDescriptorHasExpired() throws Exception {
    clock.forward(Duration.ofHours(2));

    var rejection = result(submitted()).rejection().orElseThrow();

    assertThat(rejection.reason()).isEqualTo(RejectionReason.NO_SATISFYING_ATTESTED_TARGET);
    assertThat(rejection.candidates())
        .hasSize(2)
        .allSatisfy(candidate -> assertThat(candidate.objection()).contains("expired"));
    assertThat(lane.effects()).isZero();
  }

  // --- What is asked of the node

  /** Without a grant, which would expire as the descriptor does. */
  private ExecutionRef submitted() throws Exception {
    var wish =
        new AdmissionRequest(
            AdmissionRequest.VERSION,
            Optional.empty(),
            "sample",
            CallingLane.OPERATION,
            NOTHING,
            Optional.empty(),
            Optional.of(new AcceptableAttestation(List.of(CLASS))),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.of(Provenance.directLowerLaneOwner(OWNER)),
            Optional.empty(),
            Optional.empty());
    return await(plane.client().submit(wish)).ref();
  }

  private String target(ExecutionRef ref) {
    var state = plane.client().describe(ref).toCompletableFuture().orTimeout(60, TimeUnit.SECONDS);
    return state.join().target().map(TargetDescriptor::targetId).orElseThrow();
  }

  private List<String> eventTypes(ExecutionRef ref) throws Exception {
    result(ref);
    return await(
        plane
            .client()
            .events(ref)
            .map(recorded -> recorded.event().type())
            .runWith(Sink.seq(), plane.system()));
  }

  /** Returns once it is recorded; fails if the execution ends without it. */
  private void awaitEvent(ExecutionRef ref, String type) throws Exception {
    await(
        plane
            .client()
            .events(ref, 1, true)
            .filter(recorded -> recorded.event().type().equals(type))
            .runWith(Sink.head(), plane.system()));
  }

  private ExecutionResult result(ExecutionRef ref) throws Exception {
    return await(plane.client().awaitResult(ref, WITHIN));
  }

  private static <T> T await(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(WITHIN.toSeconds(), TimeUnit.SECONDS);
  }

  /** The time, until a test moves it on. */
  private static final class MovableClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    void forward(Duration more) {
      ahead = ahead.plus(more);
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException("nobody asks for another zone");
    }
  }
}
