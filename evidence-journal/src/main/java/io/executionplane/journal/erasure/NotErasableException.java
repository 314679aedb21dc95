package io.executionplane.journal.erasure;

/** What was asked for cannot be erased. The message is one sentence for whoever asked. */
public final class NotErasableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotErasableException(String message) {
    super(message);
  }
}
