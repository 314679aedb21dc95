package io.executionplane.journal.chain;

/** What is stored as an event is none. Says why; never quotes what is stored. */
public final class UnreadableEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableEventException(String message) {
    super(message);
  }

  UnreadableEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
