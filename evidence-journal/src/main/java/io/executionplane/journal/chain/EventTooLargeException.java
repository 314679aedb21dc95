package io.executionplane.journal.chain;

import io.executionplane.contracts.evidence.EvidenceEvent;

/** An event would be longer than events may be. What is large belongs into the output store. */
public final class EventTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  EventTooLargeException(String type, int bytes) {
    super(type + " would have " + bytes + " bytes; at most " + EvidenceEvent.BYTES_MAX);
  }
}
