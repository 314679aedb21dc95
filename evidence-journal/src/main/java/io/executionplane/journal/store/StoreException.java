package io.executionplane.journal.store;

/** The store cannot be opened or used. The message is one sentence for whoever runs it. */
public class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public StoreException(String message) {
    super(message);
  }

  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
