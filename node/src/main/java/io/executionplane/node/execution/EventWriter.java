package io.executionplane.node.execution;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidenceSubject;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.state.ExecutionState;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Writes down what happens next to one execution, each event linked to the one before it. */
final class EventWriter {

  private final ChainHead head;
  private final EvidenceSubject subject;
  private final Clock clock;

  EventWriter(ChainHead head, EvidenceSubject subject, Clock clock) {
    this.head = head;
    this.subject = subject;
    this.clock = clock;
  }

  /** Goes on where an execution stands. */
  static EventWriter of(ExecutionState state, Clock clock) {
    return new EventWriter(state.head(), state.subject().orElseThrow(), clock);
  }

  List<RecordedEvent> write(List<? extends EvidencePayload> payloads) {
    var events = new ArrayList<RecordedEvent>(payloads.size());
    var at = head;
    for (var payload : payloads) {
      var event = RecordedEvent.next(at, subject, clock.instant(), payload);
      events.add(event);
      at = event.head();
    }
    return events;
  }
}
