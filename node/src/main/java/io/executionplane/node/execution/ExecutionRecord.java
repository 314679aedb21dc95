package io.executionplane.node.execution;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.store.JournalPlugin;
import io.executionplane.node.admission.Capacity;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/**
 * The record of one execution, as its actor writes it: every event follows from the one before, is
 * durable before it is acted on, and is anchored soon.
 */
abstract class ExecutionRecord
    extends EventSourcedBehavior<Execution.Command, RecordedEvent, ExecutionState> {

  private static final Duration RESTART_AFTER = Duration.ofMillis(200);
  private static final Duration RESTART_AFTER_MAX = Duration.ofSeconds(10);
  private static final double RESTART_JITTER = 0.2;

  private final ExecutionRef ref;
  private final ExecutionServices services;
  private final Callers callers = new Callers();

  ExecutionRecord(ExecutionRef ref, ExecutionServices services) {
    super(
        PersistenceId.ofUniqueId(PersistenceIds.of(ref)),
        SupervisorStrategy.restartWithBackoff(RESTART_AFTER, RESTART_AFTER_MAX, RESTART_JITTER));
    this.ref = ref;
    this.services = services;
  }

  @Override
  public final ExecutionState emptyState() {
    return ExecutionState.initial(ref);
  }

  @Override
  public final String journalPluginId() {
    return services.journalPluginId();
  }

  @Override
  public final String snapshotPluginId() {
    return JournalPlugin.NO_SNAPSHOTS_ID;
  }

  // --- Writing

  /** Writes down what happened, and goes on once that is durable. */
  final Effect<RecordedEvent, ExecutionState> record(
      ExecutionState state,
      List<? extends EvidencePayload> payloads,
      Consumer<ExecutionState> then) {
    var all = services.attachments().closing(state, payloads);
    return persist(EventWriter.of(state, services.clock()).write(all), then);
  }

  final Effect<RecordedEvent, ExecutionState> persist(
      List<RecordedEvent> events, Consumer<ExecutionState> then) {
    var begun = System.nanoTime();
    return Effect()
        .persist(events)
        .thenRun(
            after -> {
              tellRecorded(after, events, begun);
              then.accept(after);
              settle(after);
            });
  }

  /** What is durable is anchored soon, and found again at the next start if this is not heard. */
  private void tellRecorded(ExecutionState after, List<RecordedEvent> events, long begun) {
    if (!events.isEmpty()) {
      services.recorded().recorded(after, events, Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  // --- The end

  /** Tells a caller how it ended, now or when it has. */
  final void tellResult(ExecutionState state, ActorRef<ExecutionResult> caller) {
    callers.add(caller);
    settle(state);
  }

  private void settle(ExecutionState state) {
    state
        .result()
        .ifPresent(
            result -> {
              services.admission().capacity().tell(new Capacity.Give(ref));
              services.attachments().over(ref);
              callers.tell(result);
            });
  }

  // --- What each event changes. Pure: this also runs on every recovery.

  @Override
  public final EventHandler<ExecutionState, RecordedEvent> eventHandler() {
    return newEventHandlerBuilder().forAnyState().onAnyEvent(ExecutionState::apply);
  }
}
