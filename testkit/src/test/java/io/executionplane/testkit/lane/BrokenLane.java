package io.executionplane.testkit.lane;

import static io.executionplane.testkit.lane.Breakages.accepting;
import static io.executionplane.testkit.lane.Breakages.through;

import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneSignal.Ended;
import io.executionplane.lanes.spi.LaneSignal.Observed;
import io.executionplane.lanes.spi.StreamAbandoned;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Lanes that each break one promise, with the test that must find it out. */
@SuppressWarnings("ImmutableEnumChecker") // The functions hold nothing.
enum BrokenLane {
  BEGINS_WHEN_DESCRIBED("doesNothingUntilItRuns", Breakages::beginningWhenDescribed),

  WORKS_ONLY_ONCE(
      "hasItsEffectOncePerRun",
      effects -> {
        var elements = new AtomicInteger();
        return AlteredLane.puttingOut(
            effects, through(bytes().filter(any -> elements.incrementAndGet() == 1)));
      }),

  ENDS_TWICE(
      "saysThatItEndedOnceAndThenNothing",
      effects ->
          AlteredLane.saying(
              effects,
              signal -> signal instanceof Ended ? List.of(signal, signal) : List.of(signal))),

  GOES_ON_TALKING(
      "saysThatItEndedOnceAndThenNothing",
      effects ->
          AlteredLane.running(
              effects, source -> source.concat(Source.single(new Observed(SampleFact.begun()))))),

  ENDS_IN_SILENCE(
      "saysThatItEndedOnceAndThenNothing",
      effects -> AlteredLane.running(effects, source -> source.filterNot(Ended.class::isInstance))),

  DROPS_A_BYTE(
      "putsOutEveryByteInOrder",
      effects -> AlteredLane.puttingOut(effects, through(bytes().map(all -> all.dropRight(1))))),

  TURNS_BYTES_AROUND(
      "putsOutEveryByteInOrder",
      effects -> AlteredLane.puttingOut(effects, through(bytes().map(Breakages::reversed)))),

  ENDS_BEFORE_ITS_BYTES_ARE_STORED(
      "saysThatItEndedOnlyAfterItsBytesAreStored",
      effects -> AlteredLane.puttingOut(effects, Breakages::doneBeforeStored)),

  TELLS_FOREIGN_FACTS(
      "namesItsFactsAfterItselfAndKeepsThemSmall",
      effects -> AlteredLane.telling(effects, fact -> new SampleFact("other.fact", fact.data()))),

  TELLS_LONG_STORIES(
      "namesItsFactsAfterItselfAndKeepsThemSmall",
      effects -> AlteredLane.telling(effects, fact -> Breakages.story("x".repeat(9_000)))),

  TELLS_SECRETS("keepsSecretsOutOfWhatItTells", Breakages::tellingOfItsOrder),

  CALLS_EVERYTHING_A_SUCCESS(
      "tellsAnUnsuccessfulEndAsAnOutcomeWithAllItsBytes",
      effects -> AlteredLane.ending(effects, outcome -> Breakages.outcome(true, outcome))),

  FAILS_WITHOUT_A_CLASS(
      "failsAsALaunchThatFailedWhenTheEffectCannotBegin",
      effects -> AlteredLane.running(effects, Breakages::wrappingFailures)),

  READS_AHEAD_WITHOUT_END(
      "slowsAnEffectWhoseBytesAreNotTaken",
      effects ->
          AlteredLane.puttingOut(
              effects, through(bytes().buffer(16_384, OverflowStrategy.backpressure())))),

  DRAWS_INPUT_WITHOUT_END(
      "drawsInputNoFasterThanTheEffectTakesIt",
      effects ->
          AlteredLane.takingIn(
              effects, source -> source.buffer(16_384, OverflowStrategy.backpressure()))),

  NEVER_CLOSES_INPUT(
      "givesInputInOrderAndThenItsEnd",
      effects -> AlteredLane.takingIn(effects, source -> source.concat(Source.never()))),

  GARBLES_INPUT(
      "givesInputInOrderAndThenItsEnd",
      effects -> AlteredLane.takingIn(effects, source -> source.map(Breakages::reversed))),

  CANNOT_BE_STOPPED("endsWhenAskedToAndKeepsWhatWasPutOut", BrokenLane::deafToStops),

  DENIES_THAT_IT_WAS_STOPPED(
      "endsWhenAskedToAndKeepsWhatWasPutOut",
      effects -> AlteredLane.ending(effects, Breakages::neverStopped)),

  KEEPS_ITS_BYTES_TO_ITSELF(
      "endsWhenAskedToAndKeepsWhatWasPutOut",
      effects ->
          AlteredLane.puttingOut(
              effects, through(bytes().fold(ByteString.emptyByteString(), ByteString::concat)))),

  DOES_NOT_FORCE_AN_END("endsAnEffectThatIgnoresBeingAsked", BrokenLane::deafToStops),

  CANNOT_BE_STOPPED_WHILE_NOBODY_READS(
      "endsAnEffectEvenIfNobodyTakesItsBytes", BrokenLane::deafToStops),

  HEEDS_EVERY_STOP("heedsOnlyTheFirstStop", Breakages::heedingEveryStop),

  OUTLIVES_ITS_CANCELLATION("releasesEverythingWhenItIsCancelled", Breakages::leavingEffectsAlive),

  LEAVES_STREAMS_OPEN(
      "releasesEverythingWhenItIsCancelledDuringAFlood",
      effects ->
          AlteredLane.puttingOut(
              effects, through(bytes().recoverWithRetries(1, Throwable.class, Source::never)))),

  DISGUISES_THE_LIMIT(
      "endsTheEffectAndFailsWithTheLimitWhenTheOutputBudgetIsSpent",
      effects -> AlteredLane.running(effects, Breakages::wrappingFailures)),

  GOES_ON_BEYOND_THE_LIMIT(
      "endsTheEffectAndFailsWithTheLimitWhenTheOutputBudgetIsSpent",
      Breakages::leavingEffectsAlive),

  IGNORES_A_BROKEN_STORE(
      "endsTheEffectAndFailsWithTheCauseWhenOutputCannotBeStored",
      effects -> AlteredLane.puttingOut(effects, Breakages::alwaysStored)),

  IGNORES_A_STORE_THAT_BREAKS_LATE(
      "failsWhenAStreamThatHasEndedCannotBeStored",
      effects -> AlteredLane.puttingOut(effects, Breakages::alwaysStored)),

  CALLS_AN_ABANDONED_STREAM_COMPLETE(
      "abandonsAStreamThatIsStillHeldOpenAfterTheEnd",
      effects ->
          AlteredLane.puttingOut(
              effects,
              through(bytes().recoverWithRetries(1, StreamAbandoned.class, Source::empty)))),

  LEAKS_THREADS("leavesNoThreadAndNoDescriptorBehindHoweverOftenItRuns", Breakages::leakingThreads),

  LEAKS_DESCRIPTORS(
      "leavesNoThreadAndNoDescriptorBehindHoweverOftenItRuns", Breakages::leakingDescriptors),

  RELAUNCHES_WHAT_IT_RECLAIMS(
      "findsNothingToReclaimAfterAnOrderlyEndAndStartsNothing", Breakages::relaunching),

  ACCEPTS_ANY_OPERATION(
      "refusesAnOperationThatItDoesNotHave",
      effects -> accepting(effects, (operation, payload) -> Breakages.leniently(payload))),

  ACCEPTS_ANY_FIELD(
      "refusesAPayloadWithAnUnknownFieldAndPointsAtIt",
      effects -> accepting(effects, (operation, payload) -> Breakages.leniently(payload))),

  REFUSES_WITHOUT_POINTING(
      "refusesAPayloadWithAnUnknownFieldAndPointsAtIt",
      effects -> accepting(effects, (operation, payload) -> Breakages.withoutPointing(payload))),

  CHANGES_ITS_NAME("saysTheSameOfItselfEveryTime", Breakages::namedAnew);

  private final String foundBy;
  private final Function<SampleEffects, WellBehavedLane> lane;

  BrokenLane(String foundBy, Function<SampleEffects, WellBehavedLane> lane) {
    this.foundBy = foundBy;
    this.lane = lane;
  }

  /** Name of the test of {@link LaneConformance} that must fail. */
  String foundBy() {
    return foundBy;
  }

  WellBehavedLane lane(SampleEffects effects) {
    return lane.apply(effects);
  }

  private static Flow<ByteString, ByteString, ?> bytes() {
    return Flow.of(ByteString.class);
  }

  private static WellBehavedLane deafToStops(SampleEffects effects) {
    LaneControl deaf = cause -> {};
    return AlteredLane.running(effects, source -> source.mapMaterializedValue(control -> deaf));
  }
}
