package io.executionplane.journal.log;

/** Some bytes are not what a log publishes. The message never quotes them. */
public final class MalformedLogDataException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MalformedLogDataException(String message) {
    super(message);
  }
}
