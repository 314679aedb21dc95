package io.executionplane.node.session;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.evidence.EvidencePayload.StreamClosed;
import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.execution.ExecutionMetrics;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.node.redaction.Redactor;
import io.executionplane.node.session.SessionReport.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.stream.KillSwitch;
import org.jspecify.annotations.Nullable;

/**
 * A lane at work for one execution.
 *
 * <p>What the lane sees is reported to the execution in order, one report at a time; the next waits
 * until the one before it is durable, so the journal sets the pace. When reports can no longer be
 * made durable the effect is stopped: nothing happens that cannot be recorded.
 *
 * <p>The session ends itself once its last report is durable. It never relaunches anything.
 */
public final class LaneSession extends AbstractBehavior<LaneSession.Command> {

  // --- What it can be told

  /** What it can be told. */
  public sealed interface Command {}

  /** Asks the effect to end. */
  record Stop(StopCause cause) implements Command {}

  /** Nothing can be recorded any more. */
  record Abandon() implements Command {}

  record LaneBegun(ActorRef<Done> replyTo) implements Command {}

  /** The lane says something; the next word waits for the acknowledgement. */
  record Said(LaneSignal signal, ActorRef<Done> replyTo) implements Command {}

  record LaneCompleted() implements Command {}

  record LaneBroke(Throwable cause) implements Command {}

  /** A stream has ended and been stored. */
  record StreamEnded(StreamRecord record, ActorRef<Done> replyTo) implements Command {}

  private record Durable(Recorded answer) implements Command {}

  private record WallClockOver() implements Command {}

  private record StopLimitOver() implements Command {}

  private record ReportNow() implements Command {}

  private record ReportAgain() implements Command {}

  private record ReportOverdue() implements Command {}

  private record StreamsOverdue() implements Command {}

  private record ReportProgress() implements Command {}

  private record GiveUp() implements Command {}

  // --- What it is now

  /** Facts that come close together share a report, and so a transaction. */
  private static final Duration COALESCE = Duration.ofMillis(2);

  /**
   * Longest time that the last word waits for streams. Outputs have ended before; inputs may not.
   */
  private static final Duration STREAMS_WITHIN = Duration.ofSeconds(5);

  private final LaunchOrder order;
  private final SessionServices services;
  private final TimerScheduler<Command> timers;
  private final Outbox outbox = new Outbox();
  private final SessionClock clock;
  private final ProgressBoard progress;
  private final LaneControl control;
  private final KillSwitch cutOff;
  private final OpenStreams open = new OpenStreams();
  private final SessionInputs inputs = new SessionInputs();
  private final Redactor redactor = new Redactor();
  private final List<StreamEnded> early = new ArrayList<>();
  private Optional<Function<ExecutionMetrics, Terminal>> terminal = Optional.empty();
  private @Nullable ActorRef<Done> heldBack;
  private Optional<StopCause> stopping = Optional.empty();
  private boolean ended;
  private boolean abandoned;

  private LaneSession(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      LaunchOrder order,
      SessionServices services,
      Consumer<LaneControl> begun) {
    super(context);
    this.order = order;
    this.services = services;
    this.timers = timers;
    this.clock = new SessionClock(order.admissionMicros(), order.queueMicros());
    this.progress = new ProgressBoard();
    var running = LaneRun.start(context, order, services, clock, progress, open, inputs, redactor);
    this.control = running.control();
    this.cutOff = running.cutOff();
    begun.accept(control);
    timers.startSingleTimer(new WallClockOver(), order.limits().wallClock());
    timers.startTimerWithFixedDelay(new ReportProgress(), services.settings().progressEvery());
  }

  /**
   * Begins at once.
   *
   * @param begun gets the hand on the effect, which is good for ever: it says when that is over
   */
  static Behavior<Command> create(
      LaunchOrder order, SessionServices services, Consumer<LaneControl> begun) {
    return Behaviors.withMdc(
        Command.class,
        LogContext.of(order.ref()),
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers -> new LaneSession(context, timers, order, services, begun))));
  }

  @Override
  public Receive<Command> createReceive() {
    return newReceiveBuilder()
        .onMessage(LaneBegun.class, this::laneBegun)
        .onMessage(Said.class, this::said)
        .onMessage(StreamEnded.class, this::streamEnded)
        .onMessage(LaneCompleted.class, this::laneCompleted)
        .onMessage(LaneBroke.class, this::laneBroke)
        .onMessage(Stop.class, message -> stop(message.cause()))
        .onMessage(WallClockOver.class, message -> stop(StopCause.TIMEOUT))
        .onMessage(StopLimitOver.class, this::stopLimitOver)
        .onMessage(ReportProgress.class, this::reportProgress)
        .onMessage(ReportNow.class, message -> report())
        .onMessage(Durable.class, this::durable)
        .onMessage(ReportAgain.class, this::reportAgain)
        .onMessage(ReportOverdue.class, this::reportOverdue)
        .onMessage(StreamsOverdue.class, this::streamsOverdue)
        .onMessage(GiveUp.class, this::giveUp)
        .onMessage(Abandon.class, this::abandon)
        .build();
  }

  // --- The lane speaks

  private Behavior<Command> laneBegun(LaneBegun message) {
    message.replyTo().tell(Done.getInstance());
    return this;
  }

  private Behavior<Command> said(Said message) {
    if (message.signal() instanceof LaneSignal.Observed observed) {
      add(LaneFactObserved.of(observed.fact()));
      begin();
    } else if (message.signal() instanceof LaneSignal.Ended last) {
      end(metrics -> Endings.ended(last.outcome(), stopping, order.limits(), metrics));
    }
    if (outbox.isFull()) {
      heldBack = message.replyTo();
    } else {
      message.replyTo().tell(Done.getInstance());
    }
    return this;
  }

  /** A stream that is short can end before the lane has said that it began: it is told later. */
  private Behavior<Command> streamEnded(StreamEnded message) {
    if (clock.hasBegun() || terminal.isPresent()) {
      close(message);
    } else {
      early.add(message);
    }
    return this;
  }

  private void begin() {
    clock.firstFact();
    early.forEach(this::close);
    early.clear();
  }

  private void close(StreamEnded message) {
    progress.remove(message.record().stream());
    clock.count(message.record());
    open.closed();
    if (!ended) {
      inputs.close(message.record()).forEach(this::add);
      redactor.masked(message.record().stream()).ifPresent(this::add);
      add(new StreamClosed(message.record()));
    }
    message.replyTo().tell(Done.getInstance());
    conclude();
  }

  private Behavior<Command> laneCompleted(LaneCompleted message) {
    if (terminal.isEmpty()) {
      var silent =
          new LaneFailure(
              FailureClass.TRANSPORT_FAILED, "lane_silent", "the lane ended without an outcome");
      end(metrics -> Endings.broke(silent, stopping, order.limits(), metrics));
    }
    return this;
  }

  private Behavior<Command> laneBroke(LaneBroke message) {
    if (terminal.isEmpty()) {
      if (!Endings.isExpected(message.cause())) {
        getContext().getLog().warn("{}: the lane broke", order.ref(), message.cause());
      }
      end(metrics -> Endings.broke(message.cause(), stopping, order.limits(), metrics));
    }
    return this;
  }

  /** The last word comes after the end of every stream, input too; for that it waits a little. */
  private void end(Function<ExecutionMetrics, Terminal> ending) {
    clock.firstFact();
    terminal = Optional.of(ending);
    timers.startSingleTimer(new StreamsOverdue(), STREAMS_WITHIN);
    early.forEach(this::close);
    early.clear();
    conclude();
  }

  private void conclude() {
    if (!ended && terminal.isPresent() && open.none()) {
      lastWord();
    }
  }

  private Behavior<Command> streamsOverdue(StreamsOverdue message) {
    if (!ended) {
      getContext().getLog().warn("{}: a stream did not end with its effect", order.ref());
      lastWord();
    }
    return this;
  }

  private void lastWord() {
    timers.cancel(new StreamsOverdue());
    ended = true;
    if (abandoned) {
      getContext().getSelf().tell(new Abandon()); // It was waited for, and has ended.
    } else {
      add(terminal.orElseThrow().apply(clock.metrics()));
      report();
    }
  }

  // --- Stopping

  private Behavior<Command> stop(StopCause cause) {
    if (terminal.isEmpty() && stopping.isEmpty()) {
      stopping = Optional.of(cause);
      control.stop(cause);
      timers.startSingleTimer(new StopLimitOver(), services.settings().stopWithin());
    }
    return this;
  }

  /** The lane was asked to end and did not: it is cut off, which kills. */
  private Behavior<Command> stopLimitOver(StopLimitOver message) {
    if (!ended) {
      cutOff.abort(
          new LaneFailure(
              FailureClass.TRANSPORT_FAILED, "stop_limit", "the lane did not end when asked to"));
    }
    return this;
  }

  // --- Reporting

  private void add(EvidencePayload payload) {
    outbox.add(payload);
    if (outbox.isDue() && !timers.isTimerActive(ReportNow.class)) {
      timers.startSingleTimer(ReportNow.class, new ReportNow(), COALESCE);
    }
  }

  private Behavior<Command> reportProgress(ReportProgress message) {
    if (!ended && !abandoned) {
      progress.take().forEach(this::add);
      inputs.take().forEach(this::add);
    }
    return this;
  }

  private Behavior<Command> report() {
    timers.cancel(ReportNow.class);
    if (outbox.isDue() && !abandoned) {
      send();
      timers.startTimerWithFixedDelay(new ReportAgain(), services.settings().reportAgainAfter());
      timers.startSingleTimer(new ReportOverdue(), services.settings().durableWithin());
    }
    return this;
  }

  /** The execution may have started anew meanwhile. What it has recorded it records once. */
  private Behavior<Command> reportAgain(ReportAgain message) {
    send();
    return this;
  }

  private void send() {
    var replyTo = getContext().messageAdapter(Recorded.class, Durable::new);
    services
        .owners()
        .report(order.ref(), new SessionReport(outbox.position(), outbox.take(), replyTo));
  }

  private Behavior<Command> durable(Durable message) {
    timers.cancel(new ReportAgain());
    timers.cancel(new ReportOverdue());
    timers.cancel(new GiveUp());
    outbox.acknowledge(message.answer().payloads());
    releaseLane();
    if (ended && outbox.isEmpty()) {
      return Behaviors.stopped();
    }
    return report();
  }

  private void releaseLane() {
    if (heldBack != null && !outbox.isFull()) {
      heldBack.tell(Done.getInstance());
      heldBack = null;
    }
  }

  /** Evidence cannot be stored, so the effect is stopped. The report is tried on. */
  private Behavior<Command> reportOverdue(ReportOverdue message) {
    getContext().getLog().error("{}: its evidence does not become durable", order.ref());
    timers.startSingleTimer(new GiveUp(), services.settings().keepTrying());
    cutOff.abort(unrecordable());
    return this;
  }

  /** Its end is left to the next start of this node, which records it as lost. */
  private Behavior<Command> abandon(Abandon message) {
    if (ended) {
      return Behaviors.stopped();
    }
    abandoned = true;
    timers.cancel(new ReportAgain());
    timers.cancel(new ReportOverdue());
    cutOff.abort(unrecordable());
    return this;
  }

  private static LaneFailure unrecordable() {
    return new LaneFailure(
        FailureClass.TRANSPORT_FAILED, "evidence_unavailable", "its evidence could not be stored");
  }

  /** The next start of this node finds the execution open and records it as lost. */
  private Behavior<Command> giveUp(GiveUp message) {
    getContext().getLog().error("{}: its end could not be recorded", order.ref());
    return Behaviors.stopped();
  }
}
