package io.executionplane.testkit.lane;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneOutcome;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneSignal.Ended;
import io.executionplane.lanes.spi.LaneSignal.Observed;
import io.executionplane.lanes.spi.LaneStreams;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** The sample lane with one thing changed: each method is one kind of change. */
final class AlteredLane {

  private AlteredLane() {}

  /** Changes the source that is run. */
  static WellBehavedLane running(
      SampleEffects effects, UnaryOperator<Source<LaneSignal, LaneControl>> change) {
    return new WellBehavedLane(effects) {
      @Override
      public Source<LaneSignal, LaneControl> run(
          LaneOrder<SampleOrder> order, LaneStreams streams) {
        return change.apply(super.run(order, streams));
      }
    };
  }

  /** Changes what it says. */
  static WellBehavedLane saying(
      SampleEffects effects, Function<LaneSignal, List<LaneSignal>> change) {
    return running(effects, source -> source.mapConcat(change::apply));
  }

  /** Changes the facts that it tells. */
  static WellBehavedLane telling(SampleEffects effects, UnaryOperator<LaneFact> change) {
    return saying(
        effects,
        signal ->
            signal instanceof Observed told
                ? List.of(new Observed(change.apply(told.fact())))
                : List.of(signal));
  }

  /** Changes how it says that it ended. */
  static WellBehavedLane ending(SampleEffects effects, UnaryOperator<LaneOutcome> change) {
    return saying(
        effects,
        signal ->
            signal instanceof Ended last
                ? List.of(new Ended(change.apply(last.outcome())))
                : List.of(signal));
  }

  /** Changes the way from the effect to the output streams. */
  static WellBehavedLane puttingOut(
      SampleEffects effects, UnaryOperator<Sink<ByteString, CompletionStage<Done>>> change) {
    return streaming(effects, change, UnaryOperator.identity());
  }

  /** Changes the way from the input streams to the effect. */
  static WellBehavedLane takingIn(
      SampleEffects effects, UnaryOperator<Source<ByteString, NotUsed>> change) {
    return streaming(effects, UnaryOperator.identity(), change);
  }

  private static WellBehavedLane streaming(
      SampleEffects effects,
      UnaryOperator<Sink<ByteString, CompletionStage<Done>>> outward,
      UnaryOperator<Source<ByteString, NotUsed>> inward) {
    return new WellBehavedLane(effects) {
      @Override
      public Source<LaneSignal, LaneControl> run(
          LaneOrder<SampleOrder> order, LaneStreams streams) {
        return super.run(
            order,
            new LaneStreams() {
              @Override
              public Sink<ByteString, CompletionStage<Done>> output(StreamName stream) {
                return outward.apply(streams.output(stream));
              }

              @Override
              public Source<ByteString, NotUsed> input(StreamName stream) {
                return inward.apply(streams.input(stream));
              }
            });
      }
    };
  }
}
