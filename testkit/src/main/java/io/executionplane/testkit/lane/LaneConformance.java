package io.executionplane.testkit.lane;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.OutputLimitReached;
import io.executionplane.lanes.spi.ReportedFact;
import io.executionplane.testkit.generate.Seeded;
import io.executionplane.testkit.lane.RecordedStream.Ending;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every lane promises (see {@link Lane}). A subclass only says how to provoke each situation.
 *
 * <p>Something that must happen is waited for, at most {@link #within}; something that must not is
 * watched for during {@link #patience}. So a good lane never fails for being slow, and a slow
 * machine can only hide what a broken lane does.
 *
 * @param <P> the lane's payloads
 */
public abstract class LaneConformance<P extends LanePayload> implements LaneAcceptance<P> {

  private static final int FACT_BYTES_MAX = 8 * 1024;

  /**
   * What the machinery below a lane may open at its own pace, and a leak of one per run may not.
   */
  private static final int GROWTH_MAX = 15;

  private static ActorSystem<?> system;

  private Lane<P> lane;
  private LaneUnderTest<P> tested;
  private Watching watching;

  @BeforeAll
  static void startStreams() {
    system = ActorSystem.create(Behaviors.empty(), "lane-conformance");
  }

  @AfterAll
  static void stopStreams() {
    system.terminate();
    assertThat(system.getWhenTerminated().toCompletableFuture())
        .succeedsWithin(Duration.ofSeconds(20));
  }

  @BeforeEach
  void openLane() {
    lane = newLane();
    tested = new LaneUnderTest<>(lane, targetId(), system, within());
    watching = new Watching(within(), patience());
  }

  @AfterEach
  void closeLane() {
    lane.close();
  }

  // --- Cold

  @Test
  void doesNothingUntilItRuns() {
    var streams = RecordedStreams.takingEverything();

    tested.describe(hang(), streams);

    watching.never("an effect before any run", () -> effectsAlive() > 0 || streams.size() > 0);
  }

  @Test
  void hasItsEffectOncePerRun() {
    var situation = quickSuccess();
    var streams = RecordedStreams.takingEverything();
    var described = tested.describe(situation, streams);

    tested.run(described).outcome();
    tested.run(described).outcome();

    situation
        .puts()
        .forEach(
            (stream, bytes) ->
                assertThat(streams.recordings(stream))
                    .extracting(RecordedStream::bytes)
                    .containsExactly(bytes, bytes));
  }

  // --- What it tells

  @Test
  void saysThatItEndedOnceAndThenNothing() {
    var run = tested.run(quickSuccess(), RecordedStreams.takingEverything());

    var outcome = run.outcome();

    assertThat(run.signals()).filteredOn(LaneSignal.Ended.class::isInstance).hasSize(1);
    assertThat(outcome.succeeded()).isTrue();
    assertThat(outcome.stopped()).isFalse();
  }

  @Test
  void putsOutEveryByteInOrder() {
    var situation = quickSuccess();
    var streams = RecordedStreams.takingEverything();

    tested.run(situation, streams).outcome();

    tested.assertPutOut(situation, streams, Ending.EOF);
  }

  @Test
  void saysThatItEndedOnlyAfterItsBytesAreStored() {
    var streams = RecordedStreams.storingLate();
    var run = tested.run(quickSuccess(), streams);

    watching.never("an end before the bytes were stored", () -> run.hasEnded() || tellsTheEnd(run));
    streams.release();

    assertThat(run.outcome().succeeded()).isTrue();
  }

  @Test
  void namesItsFactsAfterItselfAndKeepsThemSmall() {
    var run = tested.run(hang(), RecordedStreams.takingEverything());
    run.control().stop(StopCause.CANCEL);
    run.outcome();

    var prefix = lane.capabilities().laneId() + ".";

    assertThat(run.facts()).allSatisfy(fact -> assertThat(fact.name()).startsWith(prefix));
    assertThat(run.facts()).allSatisfy(fact -> assertThat(size(fact)).isLessThan(FACT_BYTES_MAX));
  }

  @Test
  void keepsSecretsOutOfWhatItTells() {
    var secret = "canary-5f0e9b";
    var run = tested.run(carrying(secret), RecordedStreams.takingEverything());

    var outcome = run.outcome();

    assertThat(outcome.output().canonical()).doesNotContain(secret);
    assertThat(run.facts())
        .allSatisfy(
            fact -> assertThat(fact.name() + fact.data().canonical()).doesNotContain(secret));
  }

  @Test
  void tellsAnUnsuccessfulEndAsAnOutcomeWithAllItsBytes() {
    var situation = failure();
    var streams = RecordedStreams.takingEverything();

    var outcome = tested.run(situation, streams).outcome();

    assertThat(outcome.succeeded()).isFalse();
    assertThat(outcome.stopped()).isFalse();
    tested.assertPutOut(situation, streams, Ending.EOF);
  }

  @Test
  void failsAsALaunchThatFailedWhenTheEffectCannotBegin() {
    var run = tested.run(unlaunchable(), RecordedStreams.takingEverything());

    var failure = run.failure();

    assertThat(failure).isInstanceOf(LaneFailure.class);
    assertThat(((LaneFailure) failure).failure().failureClass())
        .isEqualTo(FailureClass.LAUNCH_FAILED);
    assertThat(effectsAlive()).isZero();
  }

  // --- Bounded

  @Test
  void slowsAnEffectWhoseBytesAreNotTaken() {
    var streams = RecordedStreams.takingAtMost(64 * 1024);
    var run = tested.runUntilTaken(64 * 1024, flood(), streams);
    Assumptions.assumeTrue(
        putOut(run.facts()).isPresent(), "skipped, because what was put out cannot be counted");

    watching.never(
        "more in flight than " + bytesInFlightMax(),
        () -> putOut(run.facts()).orElse(0) - streams.size() > bytesInFlightMax());
    run.cancel();
    assertNoEffectIsLeft();
  }

  @Test
  void drawsInputNoFasterThanTheEffectTakesIt() {
    var echo = given(echo(), "this lane takes no input");
    var drawn = new AtomicLong();
    var endless =
        Source.repeat(ByteString.fromArray(new byte[1024]))
            .map(
                bytes -> {
                  drawn.addAndGet(bytes.size());
                  return bytes;
                });
    var streams = RecordedStreams.takingAtMost(1024).withInput(echo.input(), endless);

    var run = tested.runUntilTaken(1024, echo.situation(), streams);

    watching.never(
        "more in flight than " + bytesInFlightMax(),
        () -> drawn.get() - streams.size() > bytesInFlightMax());
    run.cancel();
    assertNoEffectIsLeft();
  }

  @Test
  void givesInputInOrderAndThenItsEnd() {
    var echo = given(echo(), "this lane takes no input");
    var random = Seeded.fresh();
    var pieces = random.listOf(200, () -> ByteString.fromArray(random.bytes(0, 8_000)));
    var streams = RecordedStreams.takingEverything().withInput(echo.input(), Source.from(pieces));

    tested.run(echo.situation(), streams).outcome();

    assertThat(streams.recording(echo.output()).bytes())
        .as("%s", random)
        .isEqualTo(pieces.stream().reduce(ByteString.emptyByteString(), ByteString::concat));
  }

  // --- Stopped

  @ParameterizedTest
  @EnumSource
  void endsWhenAskedToAndKeepsWhatWasPutOut(StopCause cause) {
    var situation = hang();
    var streams = RecordedStreams.takingEverything();
    var run = tested.runUntilPutOut(situation, streams);

    run.control().stop(cause);

    assertThat(run.outcome().stopped()).isTrue();
    tested.assertPutOut(situation, streams, Ending.EOF);
    assertThat(effectsAlive()).isZero();
  }

  @Test
  void endsAnEffectThatIgnoresBeingAsked() {
    var situation = deaf();
    var streams = RecordedStreams.takingEverything();
    var run = tested.runUntilPutOut(situation, streams);

    run.control().stop(StopCause.TIMEOUT);

    assertThat(run.outcome().stopped()).isTrue();
    tested.assertPutOut(situation, streams, Ending.EOF);
    assertThat(effectsAlive()).isZero();
  }

  @Test
  void endsAnEffectEvenIfNobodyTakesItsBytes() {
    var streams = RecordedStreams.takingAtMost(1024);
    var run = tested.runUntilTaken(1024, flood(), streams);

    run.control().stop(StopCause.CANCEL);
    assertNoEffectIsLeft();
    streams.release();

    assertThat(run.outcome().stopped()).isTrue();
  }

  @Test
  void heedsOnlyTheFirstStop() {
    var run = tested.runUntilPutOut(deaf(), RecordedStreams.takingEverything());

    run.control().stop(StopCause.CANCEL);
    run.control().stop(StopCause.TIMEOUT);
    run.control().stop(StopCause.TIMEOUT);

    assertThat(run.outcome().stopped()).isTrue();
    assertThat(causesTold(run.facts())).doesNotContain(StopCause.TIMEOUT).hasSizeLessThan(2);
    run.control().stop(StopCause.TIMEOUT); // After the end: nothing to do, and nothing thrown.
  }

  // --- One exit door

  @Test
  void releasesEverythingWhenItIsCancelled() {
    var run = tested.runUntilPutOut(deaf(), RecordedStreams.takingEverything());

    run.cancel();

    assertNoEffectIsLeft();
  }

  @Test
  void releasesEverythingWhenItIsCancelledDuringAFlood() {
    var streams = RecordedStreams.takingAtMost(1024);
    var run = tested.runUntilTaken(1024, flood(), streams);

    run.cancel();

    assertNoEffectIsLeft();
    watching.until("the end of every stream", streams::haveEnded);
  }

  @Test
  void endsTheEffectAndFailsWithTheLimitWhenTheOutputBudgetIsSpent() {
    var spent = new OutputLimitReached(100_000);
    var run = tested.run(flood(), RecordedStreams.breakingAfter(100_000, spent));

    assertThat(run.failure()).isSameAs(spent);
    assertNoEffectIsLeft();
  }

  @Test
  void endsTheEffectAndFailsWithTheCauseWhenOutputCannotBeStored() {
    var broken = new LaneFailure(FailureClass.TRANSPORT_FAILED, "stream_lost", "the store is gone");
    var run = tested.run(flood(), RecordedStreams.breakingAfter(1, broken));

    assertThat(run.failure()).isSameAs(broken);
    assertNoEffectIsLeft();
  }

  @Test
  void failsWhenAStreamThatHasEndedCannotBeStored() {
    var broken = new LaneFailure(FailureClass.TRANSPORT_FAILED, "stream_lost", "the store is gone");
    var run = tested.run(quickSuccess(), RecordedStreams.breakingAfter(1, broken));

    assertThat(run.failure()).isSameAs(broken);
    assertNoEffectIsLeft();
  }

  @Test
  void abandonsAStreamThatIsStillHeldOpenAfterTheEnd() {
    var situation = given(heldOpen(), "nothing can hold a stream of this lane open");
    var streams = RecordedStreams.takingEverything();

    var outcome = tested.run(situation, streams).outcome();

    assertThat(outcome.succeeded()).isTrue();
    tested.assertPutOut(situation, streams, Ending.ABANDONED);
  }

  @Test
  void leavesNoThreadAndNoDescriptorBehindHoweverOftenItRuns() {
    tested.runOften(runs() / 5, quickSuccess());
    var before = OpenResources.now();

    tested.runOften(runs(), quickSuccess());

    watching.until("what was there before", () -> OpenResources.now().isAtMost(before, GROWTH_MAX));
  }

  @Test
  void findsNothingToReclaimAfterAnOrderlyEndAndStartsNothing() {
    var run = tested.run(quickSuccess(), RecordedStreams.takingEverything());
    run.outcome();
    var facts =
        run.facts().stream().map(fact -> new ReportedFact(fact.name(), fact.data())).toList();

    assertThat(lane.reclaim(targetId(), facts).toCompletableFuture()).succeedsWithin(within());

    assertThat(effectsAlive()).isZero();
  }

  // --- The words of the tests above

  private boolean tellsTheEnd(ObservedRun run) {
    return run.facts().stream().map(LaneFact::name).anyMatch(factsOfTheEnd()::contains);
  }

  private static int size(LaneFact fact) {
    return fact.data().canonical().getBytes(UTF_8).length;
  }

  private void assertNoEffectIsLeft() {
    watching.until("no effect alive", () -> effectsAlive() == 0);
  }

  private static <T> T given(Optional<T> situation, String otherwise) {
    Assumptions.assumeTrue(situation.isPresent(), "skipped, because " + otherwise);
    return situation.orElseThrow();
  }
}
