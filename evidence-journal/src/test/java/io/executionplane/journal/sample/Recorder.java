package io.executionplane.journal.sample;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidenceSubject;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.store.JournalPlugin;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/** The smallest entity that records what it is told, in order, and says where it stands. */
public final class Recorder
    extends EventSourcedBehavior<Recorder.WriteDown, RecordedEvent, ExecutionState> {

  private final ExecutionRef ref;
  private final EvidenceSubject subject;

  private Recorder(ExecutionRef ref, EvidenceSubject subject) {
    super(PersistenceId.ofUniqueId(PersistenceIds.of(ref)));
    this.ref = ref;
    this.subject = subject;
  }

  /** Writes payloads down in one go; with none, only answers. */
  public record WriteDown(List<EvidencePayload> payloads, ActorRef<ExecutionState> replyTo) {}

  public static Behavior<WriteDown> create(String requestId) {
    var ref = ExecutionRef.derive("default", requestId);
    return new Recorder(
        ref,
        new EvidenceSubject(
            ref, "node-1", "default", requestId, null, "process", null, null, null, null, null));
  }

  @Override
  public String journalPluginId() {
    return JournalPlugin.JOURNAL_ID;
  }

  @Override
  public String snapshotPluginId() {
    return JournalPlugin.NO_SNAPSHOTS_ID;
  }

  @Override
  public ExecutionState emptyState() {
    return ExecutionState.initial(ref);
  }

  @Override
  public CommandHandler<WriteDown, RecordedEvent, ExecutionState> commandHandler() {
    return newCommandHandlerBuilder()
        .forAnyState()
        .onCommand(
            WriteDown.class,
            (state, record) ->
                Effect()
                    .persist(events(state, record.payloads()))
                    .thenRun((ExecutionState after) -> record.replyTo().tell(after)))
        .build();
  }

  private List<RecordedEvent> events(ExecutionState state, List<EvidencePayload> payloads) {
    var events = new ArrayList<RecordedEvent>();
    var head = state.head();
    for (var payload : payloads) {
      var event = RecordedEvent.next(head, subject, Payloads.NOON, payload);
      events.add(event);
      head = event.head();
    }
    return events;
  }

  @Override
  public EventHandler<ExecutionState, RecordedEvent> eventHandler() {
    return newEventHandlerBuilder()
        .forAnyState()
        .onEvent(RecordedEvent.class, ExecutionState::apply)
        .build();
  }
}
