package io.executionplane.node.execution;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.anchor.AnchoredHead;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.store.JournalPlugin;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.node.admission.Capacity;
import io.executionplane.node.admission.FactGathering;
import io.executionplane.node.session.Foreground;
import io.executionplane.node.session.LaneHost;
import io.executionplane.node.session.SessionReport;
import io.executionplane.node.session.SessionReport.Recorded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.PreRestart;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;

/**
 * One governed execution, from request to outcome.
 *
 * <p>Promise: persist first, act after. The lane is launched only once {@code execution.started} is
 * durable, so a crash can lose an outcome but never hide an effect. After a restart a running
 * execution finds its session again or ends as {@code execution.lost}; it is never launched twice.
 */
public final class Execution
    extends EventSourcedBehavior<Execution.Command, RecordedEvent, ExecutionState> {

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
      implements Command {}

  /** Asks to be told once the execution is over. */
  public record Await(ActorRef<ExecutionResult> replyTo) implements Command {}

  /** Asks where the execution stands. */
  public record Describe(ActorRef<ExecutionState> replyTo) implements Command {}

  /** Asks for the execution to be stopped. Asking again changes nothing. */
  public record Cancel(String requestedBy, ActorRef<CancelReply> replyTo) implements Command {}

  /**
   * Where the execution stood when the wish to stop it was durable.
   *
   * @param status absent if there is no such execution
   */
  public record CancelReply(Optional<ExecutionStatus> status) {}

  /** The lane session's voice. */
  record LaneReported(SessionReport report) implements Command {}

  private record Answered(FactGathering.Answer answer) implements Command {}

  private record SessionFound(LaneHost.Rejoined answer) implements Command {}

  record Idle() implements Command {}

  /** The registry has nothing more for this actor. */
  record StopNow() implements Command {}

  // --- What it remembers only while it lives

  /** Callers beyond these are not remembered: they have to ask again. */
  private static final int WAITING_MAX = 1024;

  private static final Duration RESTART_AFTER = Duration.ofMillis(200);
  private static final Duration RESTART_AFTER_MAX = Duration.ofSeconds(10);
  private static final double RESTART_JITTER = 0.2;

  private final ActorContext<Command> context;
  private final ExecutionRef ref;
  private final ExecutionServices services;
  private final ActorRef<ExecutionRegistry.Command> registry;
  private final List<ActorRef<ExecutionResult>> waiting = new ArrayList<>();
  private @Nullable Judging judging;

  private Execution(
      ActorContext<Command> context,
      ExecutionRef ref,
      ExecutionServices services,
      ActorRef<ExecutionRegistry.Command> registry) {
    super(
        PersistenceId.ofUniqueId(PersistenceIds.of(ref)),
        SupervisorStrategy.restartWithBackoff(RESTART_AFTER, RESTART_AFTER_MAX, RESTART_JITTER));
    this.context = context;
    this.ref = ref;
    this.services = services;
    this.registry = registry;
    context.setReceiveTimeout(services.forgetAfter(), new Idle());
  }

  static Behavior<Command> create(
      ExecutionRef ref, ExecutionServices services, ActorRef<ExecutionRegistry.Command> registry) {
    return Behaviors.setup(context -> new Execution(context, ref, services, registry));
  }

  @Override
  public ExecutionState emptyState() {
    return ExecutionState.initial(ref);
  }

  @Override
  public String journalPluginId() {
    return services.journalPluginId();
  }

  @Override
  public String snapshotPluginId() {
    return JournalPlugin.NO_SNAPSHOTS_ID;
  }

  // --- Which command is welcome when

  @Override
  public CommandHandler<Command, RecordedEvent, ExecutionState> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(Submit.class, this::submit)
        .onCommand(Answered.class, this::answered)
        .onCommand(LaneReported.class, this::laneReported)
        .onCommand(Cancel.class, this::cancel)
        .onCommand(Await.class, this::await)
        .onCommand(Describe.class, this::describe)
        .onCommand(SessionFound.class, this::sessionFound)
        .onCommand(Idle.class, this::idle)
        .onCommand(StopNow.class, (state, stop) -> Effect().stop())
        .build();
  }

  // --- Submitted and judged

  private Effect<RecordedEvent, ExecutionState> submit(ExecutionState state, Submit command) {
    var fingerprint = command.request().fingerprint();
    if (!state.isNew()) {
      command.replyTo().tell(replay(state, fingerprint));
    } else if (judging == null) {
      judging = new Judging(command, fingerprint, System.nanoTime());
      gatherFacts(command);
    } else if (!judging.alsoTell(command.replyTo(), fingerprint)) {
      command.replyTo().tell(new SubmitReply.KeyReused(ref));
    }
    return Effect().none();
  }

  private SubmitReply replay(ExecutionState state, Sha256 fingerprint) {
    return state.requestHash().equals(Optional.of(fingerprint))
        ? receipt(state, true)
        : new SubmitReply.KeyReused(ref);
  }

  private void gatherFacts(Submit command) {
    var inquiry =
        new FactGathering.Inquiry(
            command.request(),
            ref,
            command.tenantId(),
            context.getSelf(),
            context.messageAdapter(FactGathering.Answer.class, Answered::new));
    context.spawnAnonymous(FactGathering.create(inquiry, services.admission()));
  }

  private Effect<RecordedEvent, ExecutionState> answered(ExecutionState state, Answered message) {
    var judged = judging;
    if (judged == null) {
      return Effect().unhandled();
    }
    if (message.answer() instanceof FactGathering.NotRecorded failed) {
      judging = null;
      judged.tell(new SubmitReply.NotRecorded(ref, failed.reason()));
      return Effect().none();
    }
    var opening = Opening.of(judged, (FactGathering.Judged) message.answer(), services);
    return Effect()
        .persist(opening.events(state))
        .thenRun(
            after -> {
              anchor(after);
              judging = null;
              opening.launch().ifPresent(services.laneHost()::tell);
              judged.tell(receipt(after, false));
              settle(after);
            });
  }

  private SubmitReply.Receipt receipt(ExecutionState state, boolean replayed) {
    return new SubmitReply.Receipt(
        ref,
        state.status().orElseThrow(),
        replayed,
        state.result().flatMap(ExecutionResult::rejection));
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
    return Effect()
        .persist(EventWriter.of(state, services.clock()).write(fresh))
        .thenRun(
            after -> {
              anchor(after);
              report.replyTo().tell(new Recorded(after.reported()));
              settle(after);
            });
  }

  // --- Stopping

  private Effect<RecordedEvent, ExecutionState> cancel(ExecutionState state, Cancel command) {
    if (judging != null) {
      judging.cancel(command.requestedBy(), command.replyTo());
      return Effect().none();
    }
    var open = state.started().isPresent() && state.ended().isEmpty();
    if (!open || state.cancelRequested().isPresent()) {
      command.replyTo().tell(new CancelReply(state.status()));
      return Effect().none();
    }
    return Effect()
        .persist(
            EventWriter.of(state, services.clock())
                .write(List.of(new EvidencePayload.CancelRequested(command.requestedBy()))))
        .thenRun(
            after -> {
              anchor(after);
              services.laneHost().tell(new LaneHost.Stop(ref, StopCause.CANCEL));
              command.replyTo().tell(new CancelReply(after.status()));
            });
  }

  // --- Asked

  private Effect<RecordedEvent, ExecutionState> await(ExecutionState state, Await command) {
    if (waiting.size() < WAITING_MAX) {
      waiting.add(command.replyTo());
    }
    settle(state);
    return Effect().none();
  }

  private Effect<RecordedEvent, ExecutionState> describe(ExecutionState state, Describe command) {
    command.replyTo().tell(state);
    return Effect().none();
  }

  /** What is durable is anchored soon, and found again at the next start if this is not heard. */
  private void anchor(ExecutionState state) {
    services.anchoring().accept(new AnchoredHead(ref, state.head(), state.ended().isPresent()));
  }

  private void settle(ExecutionState state) {
    state
        .result()
        .ifPresent(
            result -> {
              services.admission().capacity().tell(new Capacity.Give(ref));
              waiting.forEach(caller -> caller.tell(result));
              waiting.clear();
            });
  }

  // --- After a restart

  @Override
  public SignalHandler<ExecutionState> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(RecoveryCompleted.instance(), this::recovered)
        .onSignal(PreRestart.class, (state, signal) -> notRecorded())
        .onSignal(PostStop.class, (state, signal) -> notRecorded())
        .build();
  }

  private void recovered(ExecutionState state) {
    if (state.accepted().isPresent() && state.ended().isEmpty()) {
      services
          .laneHost()
          .tell(
              new LaneHost.Rejoin(
                  ref,
                  Recollection.laneId(state),
                  Recollection.facts(state),
                  context.messageAdapter(LaneHost.Rejoined.class, SessionFound::new)));
    }
  }

  private Effect<RecordedEvent, ExecutionState> sessionFound(
      ExecutionState state, SessionFound message) {
    if (state.ended().isPresent() || !(message.answer() instanceof LaneHost.Gone gone)) {
      return Effect().none();
    }
    var lost = Recollection.lost(state, gone.observed());
    return Effect()
        .persist(EventWriter.of(state, services.clock()).write(List.of(lost)))
        .thenRun(
            after -> {
              anchor(after);
              settle(after);
            });
  }

  /**
   * Whoever waits for a verdict that cannot become durable is told so, rather than left waiting.
   */
  private void notRecorded() {
    if (judging != null) {
      judging.tell(new SubmitReply.NotRecorded(ref, "the verdict could not be stored"));
      judging = null;
    }
  }

  private Effect<RecordedEvent, ExecutionState> idle(ExecutionState state, Idle message) {
    var over = state.isNew() ? judging == null : state.ended().isPresent();
    if (over) {
      registry.tell(new ExecutionRegistry.Passivate(ref));
    }
    return Effect().none();
  }

  // --- What each event changes. Pure: this also runs on every recovery.

  @Override
  public EventHandler<ExecutionState, RecordedEvent> eventHandler() {
    return newEventHandlerBuilder().forAnyState().onAnyEvent(ExecutionState::apply);
  }
}
