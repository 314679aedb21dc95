package io.executionplane.journal.verify;

/** The place where the record is kept could not be read. Says nothing about the record. */
public final class EvidenceUnreadableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public EvidenceUnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
