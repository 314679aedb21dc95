package io.executionplane.journal.store;

/** The data directory cannot be used. The message is one sentence for whoever runs it. */
public final class DataDirectoryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Reason reason;

  DataDirectoryException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  DataDirectoryException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** What is wrong with a directory. */
  public enum Reason {
    /** Something else has that name. */
    NOT_A_DIRECTORY,
    /** It does not exist and cannot be made. */
    CANNOT_BE_CREATED,
    /** It exists, and files in it cannot be written. */
    NOT_WRITABLE,
    /** Somebody else holds it: another process, or another part of this one. */
    IN_USE
  }
}
