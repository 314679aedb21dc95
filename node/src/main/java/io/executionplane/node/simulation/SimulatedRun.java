package io.executionplane.node.simulation;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.LaneOutcome;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneStreams;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.SharedKillSwitch;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;

/**
 * One run of a script: beat by beat, each only when the one before it is through, so a slow store
 * or reader slows it as it would slow a real effect.
 *
 * <p>For one stream at a time, whose stages call it one after the other.
 */
final class SimulatedRun {

  private static final Containment NOTHING_TO_HOLD =
      new Containment(Containment.Means.NONE, Optional.of(0));

  private final Script script;
  private final SimulatedPayload payload;
  private final SharedKillSwitch stop = KillSwitches.shared("simulation");
  private final SimulatedOutputs outputs;
  private @Nullable Beat last;

  private SimulatedRun(Script script, SimulatedPayload payload, SimulatedOutputs outputs) {
    this.script = script;
    this.payload = payload;
    this.outputs = outputs;
  }

  /** Describes a run; nothing happens until it is materialised. */
  static Source<LaneSignal, LaneControl> of(
      Script script, SimulatedPayload payload, LaneStreams streams) {
    return Source.fromMaterializer(
            (Materializer materializer, Attributes attributes) -> {
              var run =
                  new SimulatedRun(script, payload, new SimulatedOutputs(streams, materializer));
              run.takeInput(streams, materializer);
              return run.signals().mapMaterializedValue(unused -> run.control());
            })
        .mapMaterializedValue(SimulatedRun::once);
  }

  /** The control exists once the run has begun; a call before that is kept for it. */
  private static LaneControl once(CompletionStage<LaneControl> control) {
    return cause -> control.thenAccept(begun -> begun.stop(cause));
  }

  private LaneControl control() {
    return cause -> stop.shutdown();
  }

  /** Recorded like the input of a real effect, and read by nobody. */
  private void takeInput(LaneStreams streams, Materializer materializer) {
    streams.input(StreamName.STDIN).via(stop.flow()).runWith(Sink.ignore(), materializer);
  }

  private Source<LaneSignal, NotUsed> signals() {
    var began = Source.<LaneSignal>single(observed(SimulationFacts.began(script, payload)));
    var answer =
        script
            .answer(payload.operation(), payload.payload())
            .orElseGet(() -> Source.failed(noAnswer()));
    return began
        .concatLazy(answer.via(stop.flow()).mapAsync(1, this::play).mapConcat(each -> each))
        .concatLazy(Source.lazyCompletionStage(this::finished).mapConcat(this::end));
  }

  private LaneFailure noAnswer() {
    return new LaneFailure(
        FailureClass.ROUTE_UNRESOLVED,
        "no_matching_case",
        "the scenario " + script.reference() + " has no answer to this request");
  }

  private CompletionStage<List<LaneSignal>> play(Beat beat) {
    if (beat instanceof Beat.Fact fact) {
      return done(List.of(observed(SimulationFacts.told(fact))));
    }
    if (beat instanceof Beat.Output output) {
      return outputs.write(output).thenApply(written -> List.of());
    }
    last = beat;
    return done(List.of());
  }

  /** Whatever was written is stored before the end is told. */
  private CompletionStage<Long> finished() {
    stop.shutdown();
    return outputs.finish();
  }

  private List<LaneSignal> end(long outputBytes) {
    if (last instanceof Beat.Fault fault) {
      throw new LaneFailure(fault.failure());
    }
    return List.of(observed(SimulationFacts.ended(outputBytes)), ended());
  }

  private LaneSignal ended() {
    return new LaneSignal.Ended(
        last instanceof Beat.End end
            ? new LaneOutcome(end.succeeded(), false, end.output(), NOTHING_TO_HOLD)
            : new LaneOutcome(false, true, JsonObject.empty(), NOTHING_TO_HOLD));
  }

  private static LaneSignal observed(LaneFact fact) {
    return new LaneSignal.Observed(fact);
  }

  private static <T> CompletionStage<T> done(T value) {
    return CompletableFuture.completedStage(value);
  }
}
