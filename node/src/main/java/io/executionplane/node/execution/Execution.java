package io.executionplane.node.execution;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.evidence.AttachPayload;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.node.admission.Capacity;
import io.executionplane.node.admission.FactGathering;
import io.executionplane.node.attach.AttachOwners;
import io.executionplane.node.attach.AttachPermit;
import io.executionplane.node.attach.AttachedParty;
import io.executionplane.node.execution.TurnTaking.Departure;
import io.executionplane.node.session.Foreground;
import io.executionplane.node.session.LaneHost;
import io.executionplane.node.session.LaunchOrder;
import io.executionplane.node.session.LogContext;
import io.executionplane.node.session.SessionReport;
import io.executionplane.node.session.SessionReport.Recorded;
import io.executionplane.node.target.Targets;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;

/**
 * One governed execution, from request to outcome.
 *
 * <p>Promise: persist first, act after. The lane is launched only once {@code execution.started} is
 * durable, so a crash can lose an outcome but never hide an effect. After a restart a running
 * execution finds its session again or ends as {@code execution.lost}; it is never launched twice.
 */
public final class Execution extends ExecutionRecord {

  // --- What it can be told, and what it answers

  /** What it can be told. */
  public sealed interface Command {}

  /**
   * A request. The same request again leads to the same answer.
   *
   * @param requestId the idempotency key from which the ref was derived
   */
  public record Submit(
      AdmissionRequest request,
      String tenantId,
      String requestId,
      Foreground foreground,
      ActorRef<SubmitReply> replyTo)
      implements Command {

    /** What the request holds in memory, about. */
    long payloadBytes() {
      return request.payload().canonical().length();
    }
  }

  /** Asks to be told once the execution is over. */
  public record Await(ActorRef<ExecutionResult> replyTo) implements Command {}

  /** Asks where the execution stands. */
  public record Describe(ActorRef<ExecutionState> replyTo) implements Command {}

  /** Asks to be told once the execution knows what has become of it since the node last ran. */
  public record Wake(ActorRef<Awake> replyTo) implements Command {}

  /** It has ended, has found its effect again, or has not begun. */
  public record Awake() {}

  /** Asks for the execution to be stopped. Asking again changes nothing. */
  public record Cancel(String requestedBy, ActorRef<CancelReply> replyTo) implements Command {}

  /**
   * Where the execution stood when the wish to stop it was durable.
   *
   * @param status absent if there is no such execution
   */
  public record CancelReply(Optional<ExecutionStatus> status) {}

  /**
   * Somebody may attach. He does once that is recorded.
   *
   * @param party himself, as long as he is attached
   */
  record Attach(AttachPermit permit, AttachedParty party, ActorRef<AttachOwners.Recorded> replyTo)
      implements Command {}

  /** An attachment has ended. Saying it again changes nothing. */
  record Detach(AttachPayload end, ActorRef<AttachOwners.EndRecorded> replyTo) implements Command {}

  /** The lane session's voice. */
  record LaneReported(SessionReport report) implements Command {}

  private record Answered(FactGathering.Answer answer) implements Command {}

  private record SessionFound(LaneHost.Rejoined answer) implements Command {}

  private record TurnCame() implements Command {}

  private record TargetsKnown(Targets.Found found) implements Command {}

  record QueuedTooLong() implements Command {}

  private record NeverBegun() implements Command {}

  record Idle() implements Command {}

  /** The registry has nothing more for this actor. */
  record StopNow() implements Command {}

  // --- What it remembers only while it lives

  private final ActorContext<Command> context;
  private final ExecutionRef ref;
  private final ExecutionServices services;
  private final ActorRef<ExecutionRegistry.Command> registry;
  private final Awakening awakening = new Awakening();
  private final Admitting admitting;
  private final TurnTaking turnTaking;
  private final Attaching attaching;

  private Execution(
      ActorContext<Command> context,
      TimerScheduler<Command> timers,
      ExecutionRef ref,
      ExecutionServices services,
      ActorRef<ExecutionRegistry.Command> registry) {
    super(ref, services);
    this.context = context;
    this.ref = ref;
    this.services = services;
    this.registry = registry;
    this.attaching = new Attaching(services.attachments());
    this.admitting =
        new Admitting(
            context,
            ref,
            services,
            context.messageAdapter(FactGathering.Answer.class, Answered::new),
            context.messageAdapter(Capacity.Turn.class, turn -> new TurnCame()));
    this.turnTaking =
        new TurnTaking(
            timers, services, context.messageAdapter(Targets.Found.class, TargetsKnown::new));
    context.setReceiveTimeout(services.forgetAfter(), new Idle());
  }

  static Behavior<Command> create(
      ExecutionRef ref, ExecutionServices services, ActorRef<ExecutionRegistry.Command> registry) {
    return Behaviors.withMdc(
        Command.class,
        LogContext.of(ref),
        Behaviors.setup(
            context ->
                Behaviors.withTimers(
                    timers -> new Execution(context, timers, ref, services, registry))));
  }

  // --- Which command is welcome when

  @Override
  public CommandHandler<Command, RecordedEvent, ExecutionState> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(Submit.class, this::submit)
        .onCommand(Answered.class, this::answered)
        .onCommand(TurnCame.class, this::turnCame)
        .onCommand(TargetsKnown.class, this::targetsKnown)
        .onCommand(QueuedTooLong.class, this::queuedTooLong)
        .onCommand(NeverBegun.class, this::neverBegun)
        .onCommand(Wake.class, this::wake)
        .onCommand(LaneReported.class, this::laneReported)
        .onCommand(Cancel.class, this::cancel)
        .onCommand(Attach.class, this::attach)
        .onCommand(Detach.class, this::detach)
        .onCommand(Await.class, this::await)
        .onCommand(Describe.class, this::describe)
        .onCommand(SessionFound.class, this::sessionFound)
        .onCommand(Idle.class, this::idle)
        .onCommand(StopNow.class, (state, stop) -> Effect().stop())
        .build();
  }

  // --- Submitted and judged

  private Effect<RecordedEvent, ExecutionState> submit(ExecutionState state, Submit command) {
    admitting.submit(state, command);
    return Effect().none();
  }

  private Effect<RecordedEvent, ExecutionState> answered(ExecutionState state, Answered message) {
    return admitting
        .answered(message.answer())
        .map(opening -> open(state, opening))
        .orElseGet(() -> Effect().none());
  }

  private Effect<RecordedEvent, ExecutionState> open(ExecutionState state, Opening opening) {
    return persist(
        opening.events(state),
        after -> {
          opening.order().ifPresent(opening.mayStart() ? this::launch : turnTaking::enqueue);
          admitting.recorded(after);
        });
  }

  private void launch(LaunchOrder order) {
    services.laneHost().tell(new LaneHost.Launch(order));
  }

  // --- Waiting for its turn

  private Effect<RecordedEvent, ExecutionState> turnCame(ExecutionState state, TurnCame message) {
    turnTaking.askForTarget();
    return Effect().none();
  }

  private Effect<RecordedEvent, ExecutionState> targetsKnown(
      ExecutionState state, TargetsKnown message) {
    return depart(state, turnTaking.depart(message.found()));
  }

  private Effect<RecordedEvent, ExecutionState> queuedTooLong(
      ExecutionState state, QueuedTooLong message) {
    return depart(state, turnTaking.giveUp());
  }

  private Effect<RecordedEvent, ExecutionState> depart(
      ExecutionState state, Optional<Departure> departure) {
    return departure
        .map(now -> record(state, now.payloads(), after -> now.launch().ifPresent(this::launch)))
        .orElseGet(() -> Effect().none());
  }

  // --- The lane's reports

  /** What was recorded before is not recorded again, so a report may be repeated. */
  private Effect<RecordedEvent, ExecutionState> laneReported(
      ExecutionState state, LaneReported command) {
    if (state.started().isEmpty()) {
      return Effect().unhandled();
    }
    var report = command.report();
    var reportedNow = report.position() + report.payloads().size();
    var known = state.reported() - report.position();
    if (state.ended().isPresent() || known >= report.payloads().size()) {
      report.replyTo().tell(new Recorded(reportedNow));
      return Effect().none();
    }
    var fresh = report.payloads().subList((int) Math.max(0, known), report.payloads().size());
    return record(state, fresh, after -> report.replyTo().tell(new Recorded(after.reported())));
  }

  // --- Stopping

  private Effect<RecordedEvent, ExecutionState> cancel(ExecutionState state, Cancel command) {
    if (admitting.judging().isPresent()) {
      admitting.judging().get().cancel(command.requestedBy(), command.replyTo());
      return Effect().none();
    }
    if (turnTaking.isWaiting()) {
      var departure = turnTaking.cancel(command.requestedBy()).orElseThrow();
      return record(state, departure.payloads(), after -> answer(command, after));
    }
    var open = state.started().isPresent() && state.ended().isEmpty();
    if (!open || state.cancelRequested().isPresent()) {
      answer(command, state);
      return Effect().none();
    }
    return record(
        state,
        List.of(new EvidencePayload.CancelRequested(command.requestedBy())),
        after -> {
          services.laneHost().tell(new LaneHost.Stop(ref, StopCause.CANCEL));
          answer(command, after);
        });
  }

  private static void answer(Cancel command, ExecutionState state) {
    command.replyTo().tell(new CancelReply(state.status()));
  }

  // --- Attached to

  private Effect<RecordedEvent, ExecutionState> attach(ExecutionState state, Attach command) {
    return enter(state, attaching.attach(state, command));
  }

  private Effect<RecordedEvent, ExecutionState> detach(ExecutionState state, Detach command) {
    return enter(state, attaching.detach(state, command));
  }

  private Effect<RecordedEvent, ExecutionState> enter(
      ExecutionState state, Optional<Attaching.Entry> entry) {
    return entry
        .map(each -> record(state, List.of(each.payload()), each.then()))
        .orElseGet(() -> Effect().none());
  }

  // --- Asked

  private Effect<RecordedEvent, ExecutionState> await(ExecutionState state, Await command) {
    tellResult(state, command.replyTo());
    return Effect().none();
  }

  private Effect<RecordedEvent, ExecutionState> describe(ExecutionState state, Describe command) {
    command.replyTo().tell(state);
    return Effect().none();
  }

  // --- After a restart

  @Override
  public SignalHandler<ExecutionState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::recovered)
        .onSignal(PreRestart.class, (state, signal) -> admitting.notRecorded())
        .onSignal(PostStop.class, (state, signal) -> admitting.notRecorded())
        .build();
  }

  private void recovered(ExecutionState state) {
    var open = state.accepted().isPresent() && state.ended().isEmpty();
    if (open && state.started().isPresent()) {
      rejoin(state);
    } else if (open) {
      context.getSelf().tell(new NeverBegun());
    } else {
      awakening.awake();
    }
  }

  private void rejoin(ExecutionState state) {
    services
        .laneHost()
        .tell(
            new LaneHost.Rejoin(
                ref,
                Recollection.laneId(state),
                Recollection.targetId(state),
                Recollection.facts(state),
                context.messageAdapter(LaneHost.Rejoined.class, SessionFound::new)));
  }

  /** What waited for its turn when the node stopped was never begun, and will not be. */
  private Effect<RecordedEvent, ExecutionState> neverBegun(
      ExecutionState state, NeverBegun message) {
    return state.ended().isPresent()
        ? Effect().none()
        : record(state, List.of(QueuedOrder.forgotten()), after -> awakening.awake());
  }

  private Effect<RecordedEvent, ExecutionState> sessionFound(
      ExecutionState state, SessionFound message) {
    var found =
        message.answer() instanceof LaneHost.Gone gone
            ? List.of(Recollection.lost(state, gone.observed()))
            : services.attachments().lost(state);
    if (state.ended().isPresent() || found.isEmpty()) {
      awakening.awake();
      return Effect().none();
    }
    return record(state, found, after -> awakening.awake());
  }

  private Effect<RecordedEvent, ExecutionState> wake(ExecutionState state, Wake command) {
    awakening.ask(command.replyTo());
    return Effect().none();
  }

  private Effect<RecordedEvent, ExecutionState> idle(ExecutionState state, Idle message) {
    var over = state.isNew() ? admitting.judging().isEmpty() : state.ended().isPresent();
    if (over) {
      registry.tell(new ExecutionRegistry.Passivate(ref));
    }
    return Effect().none();
  }
}
