package io.executionplane.journal.sample;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidenceSubject;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.ChainHead;
import io.executionplane.journal.chain.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Writes the events of one execution, each a millisecond after the one before. Immutable. */
public final class History {

  private final ExecutionRef ref;
  private final EvidenceSubject subject;
  private final Instant start;
  private final List<RecordedEvent> events;

  private History(
      ExecutionRef ref, EvidenceSubject subject, Instant start, List<RecordedEvent> events) {
    this.ref = ref;
    this.subject = subject;
    this.start = start;
    this.events = List.copyOf(events);
  }

  /** The history of a request that has not been judged. */
  public static History of(String requestId) {
    return of("default", requestId);
  }

  /** The history of a tenant's request that has not been judged. */
  public static History of(String tenantId, String requestId) {
    var ref = ExecutionRef.derive(tenantId, requestId);
    var subject =
        new EvidenceSubject(
            ref, "node-1", tenantId, requestId, null, "process", null, null, null, null, null);
    return new History(ref, subject, Payloads.NOON, List.of());
  }

  /** A history that has come to its start. */
  public static History running(String requestId) {
    return of(requestId).and(Payloads.accepted()).and(Payloads.selected()).and(Payloads.started());
  }

  public History on(String lane) {
    var other =
        new EvidenceSubject(
            ref,
            "node-1",
            subject.tenantId(),
            subject.requestId(),
            null,
            lane,
            null,
            null,
            null,
            null,
            null);
    return new History(ref, other, start, events);
  }

  public History from(Instant firstEvent) {
    return new History(ref, subject, firstEvent, events);
  }

  public History and(EvidencePayload payload) {
    var longer = new ArrayList<>(events);
    longer.add(next(payload));
    return new History(ref, subject, start, longer);
  }

  /** What would be written next. */
  public RecordedEvent next(EvidencePayload payload) {
    return RecordedEvent.next(head(), subject, start.plusMillis(events.size()), payload);
  }

  public ExecutionRef ref() {
    return ref;
  }

  public List<RecordedEvent> events() {
    return events;
  }

  private ChainHead head() {
    return events.isEmpty() ? ChainHead.genesis(ref) : events.get(events.size() - 1).head();
  }
}
