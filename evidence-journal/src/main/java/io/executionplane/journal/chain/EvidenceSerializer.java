package io.executionplane.journal.chain;

import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.MalformedJsonException;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Makes the journal's row the evidence: what is stored is exactly the event's canonical bytes.
 *
 * <p>Identifier and manifest are on disk beside every event, so they never change; a new form of
 * event gets a new manifest.
 */
public final class EvidenceSerializer extends SerializerWithStringManifest {

  /** Tells these rows from those of every other serializer. */
  public static final int IDENTIFIER = 1_165_001;

  /** The form of the stored bytes. The manifest is this, a space, and the hash of the event. */
  public static final String FORM = "evidence.v1";

  @Override
  public int identifier() {
    return IDENTIFIER;
  }

  @Override
  public String manifest(Object event) {
    return manifestOf(recorded(event));
  }

  /**
   * What stands beside the bytes of an event: their form, and the hash that they must have. So a
   * row that was torn or changed is found by itself, also the last one, which no later event names.
   */
  public static String manifestOf(RecordedEvent event) {
    return FORM + " " + event.head().hash();
  }

  @Override
  public byte[] toBinary(Object event) {
    return recorded(event).canonical();
  }

  /**
   * Reads an event as it was stored.
   *
   * @throws UnreadableEventException if the bytes are no event, or in a form that is not known here
   */
  @Override
  public RecordedEvent fromBinary(byte[] stored, String manifest) {
    return read(IDENTIFIER, manifest, stored);
  }

  /**
   * Reads an event from a row of the journal, without an actor system.
   *
   * @param identifier the serializer that the row names
   * @param manifest the form that the row names
   * @throws UnreadableEventException if another serializer wrote the row, or as for {@link
   *     #fromBinary}
   */
  public static RecordedEvent read(int identifier, String manifest, byte[] stored) {
    if (identifier != IDENTIFIER) {
      throw new UnreadableEventException(
          "it was written by serializer " + identifier + ", not by " + IDENTIFIER);
    }
    if (!manifest.startsWith(FORM + " ")) {
      throw new UnreadableEventException(
          "events of the form \"" + manifest + "\" are not known here; " + FORM + " is");
    }
    try {
      var event = RecordedEvent.read(stored);
      if (!manifest.equals(manifestOf(event))) {
        throw new UnreadableEventException("its hash is not the one that was stored with it");
      }
      return event;
    } catch (MalformedJsonException | ContractViolationException unreadable) {
      throw new UnreadableEventException(
          stored.length + " stored bytes are not an event: " + unreadable.getMessage(), unreadable);
    }
  }

  private static RecordedEvent recorded(Object event) {
    if (event instanceof RecordedEvent recorded) {
      return recorded;
    }
    throw new IllegalArgumentException("not a recorded event: " + event.getClass().getName());
  }
}
