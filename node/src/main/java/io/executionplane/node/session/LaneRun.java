package io.executionplane.node.session;

import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.journal.output.StreamRecorder;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.LaneOutcome;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.node.redaction.Redactor;
import io.executionplane.node.session.LaneSession.Command;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.stream.KillSwitch;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.typed.javadsl.ActorSink;

/**
 * The stream of a lane at work, wired to its session.
 *
 * @param control asks the effect to end
 * @param cutOff ends the stream at once, which kills the effect
 */
record LaneRun(LaneControl control, KillSwitch cutOff) {

  /** Longest time that a session may take to note the end of a stream. */
  private static final Duration NOTED_WITHIN = Duration.ofSeconds(60);

  static LaneRun start(
      ActorContext<Command> context,
      LaunchOrder order,
      SessionServices services,
      SessionClock clock,
      ProgressBoard progress,
      OpenStreams open,
      SessionInputs inputs,
      Redactor redactor) {
    var recorder =
        new StreamRecorder(
            services.outputs(), services.salts(), services.spoolDirectory(), services.live());
    var system = context.getSystem();
    var self = context.getSelf();
    var streams =
        new SessionStreams(
            recorder,
            order,
            clock,
            progress,
            open,
            inputs,
            redactor,
            services,
            record ->
                AskPattern.<Command, Done>ask(
                    self,
                    replyTo -> new LaneSession.StreamEnded(record, replyTo),
                    NOTED_WITHIN,
                    system.scheduler()));
    services.audiences().begin(order.ref());
    return source(order, services, redactor, streams)
        .watchTermination((control, over) -> ending(control, over, order, services))
        .map(signal -> masked(signal, redactor))
        .mapError(Throwable.class, redactor::failure)
        .viaMat(KillSwitches.single(), (control, cut) -> new LaneRun(control, cut))
        .toMat(
            ActorSink.<LaneSignal, Command, Done>actorRefWithBackpressure(
                self,
                (replyTo, signal) -> new LaneSession.Said(signal, replyTo),
                replyTo -> new LaneSession.LaneBegun(replyTo),
                Done.getInstance(),
                new LaneSession.LaneCompleted(),
                LaneSession.LaneBroke::new),
            Keep.left())
        .run(system);
  }

  private static LaneControl ending(
      LaneControl control,
      CompletionStage<Done> over,
      LaunchOrder order,
      SessionServices services) {
    over.whenComplete((done, failure) -> services.audiences().end(order.ref()));
    return control;
  }

  private static Source<LaneSignal, LaneControl> source(
      LaunchOrder order, SessionServices services, Redactor redactor, LaneStreams streams) {
    return services
        .lane(order.laneId(), order.targetId())
        .map(lane -> LaneWork.of(lane, order.operation(), order.payload()))
        .map(work -> Prelude.to(work, order, services.credentials(), redactor, streams))
        .orElseGet(() -> absent(order.laneId()));
  }

  /** What a lane says has gone through its effect's hands. */
  private static LaneSignal masked(LaneSignal signal, Redactor redactor) {
    if (signal instanceof LaneSignal.Observed observed) {
      return new LaneSignal.Observed(MaskedFact.of(observed.fact(), redactor));
    }
    var outcome = ((LaneSignal.Ended) signal).outcome();
    return new LaneSignal.Ended(
        new LaneOutcome(
            outcome.succeeded(),
            outcome.stopped(),
            redactor.object(outcome.output()),
            outcome.containment()));
  }

  /** Admission saw the lane, this node does not have it: a fault of ours, told as one. */
  private static Source<LaneSignal, LaneControl> absent(String laneId) {
    return Source.<LaneSignal>failed(
            new LaneFailure(
                FailureClass.LAUNCH_FAILED, "lane_missing", "this node has no lane " + laneId))
        .mapMaterializedValue(unused -> cause -> {});
  }
}
