package io.executionplane.journal.chain;

import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidenceSubject;
import java.time.Instant;
import java.util.Arrays;

/**
 * An event together with its canonical bytes, which are what is stored, hashed and exported.
 *
 * <p>The bytes are made once, when the event is written, and kept as they were read ever after: the
 * record is never re-encoded.
 */
public final class RecordedEvent {

  private final byte[] canonical;
  private final EvidenceEvent event;
  private final ChainHead head;

  private RecordedEvent(byte[] canonical, EvidenceEvent event) {
    this.canonical = canonical;
    this.event = event;
    this.head = new ChainHead(event.seq() - 1, event.prev()).after(canonical);
  }

  /**
   * Writes down what happened next.
   *
   * @throws EventTooLargeException if the canonical form is longer than {@link
   *     EvidenceEvent#BYTES_MAX}
   */
  public static RecordedEvent next(
      ChainHead head, EvidenceSubject subject, Instant emittedAt, EvidencePayload payload) {
    var event = subject.event(head.seq() + 1, head.hash(), emittedAt, payload);
    var canonical = EvidenceEvent.CONTRACT.canonical(event);
    if (canonical.length > EvidenceEvent.BYTES_MAX) {
      throw new EventTooLargeException(event.type(), canonical.length);
    }
    return new RecordedEvent(canonical, event);
  }

  /**
   * Reads an event back.
   *
   * @throws io.executionplane.contracts.json.MalformedJsonException if the bytes are not JSON
   * @throws io.executionplane.contracts.json.ContractViolationException if they are not an event
   */
  public static RecordedEvent read(byte[] stored) {
    return new RecordedEvent(stored.clone(), EvidenceEvent.CONTRACT.decode(stored));
  }

  public EvidenceEvent event() {
    return event;
  }

  /** A copy of the stored bytes. */
  public byte[] canonical() {
    return canonical.clone();
  }

  /** The head of the chain that ends with this event. */
  public ChainHead head() {
    return head;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordedEvent that && Arrays.equals(canonical, that.canonical);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(canonical);
  }

  @Override
  public String toString() {
    return event.executionRef() + " seq " + event.seq() + " " + event.type();
  }
}
