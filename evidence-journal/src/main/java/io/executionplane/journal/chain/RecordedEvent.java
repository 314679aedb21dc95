package io.executionplane.journal.chain;

import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidenceSubject;
import io.executionplane.journal.output.Content;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable Content content;

  private RecordedEvent(byte[] canonical, EvidenceEvent event) {
    this(canonical, event, new ChainHead(event.seq() - 1, event.prev()).after(canonical), null);
  }

  private RecordedEvent(
      byte[] canonical, EvidenceEvent event, ChainHead head, @Nullable Content content) {
    this.canonical = canonical;
    this.event = event;
    this.head = head;
    this.content = content;
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

  /**
   * The same event, still to be written, with content that it names: both become durable in one
   * transaction, or neither. Content is not part of the event, and is not there when the event is
   * read back.
   */
  public RecordedEvent with(Content named) {
    return new RecordedEvent(canonical, event, head, named);
  }

  /** What is to be stored with it. */
  public Optional<Content> content() {
    return Optional.ofNullable(content);
  }

  public EvidenceEvent event() {
    return event;
  }

  /** A copy of the stored bytes. */
  public byte[] canonical() {
    return canonical.clone();
  }

  /** How many bytes the stored form has. */
  public int size() {
    return canonical.length;
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
