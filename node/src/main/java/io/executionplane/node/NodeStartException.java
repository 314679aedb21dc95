package io.executionplane.node;

/** A node cannot start. The message is one sentence, fit for an operator. */
public final class NodeStartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public NodeStartException(String message, Throwable cause) {
    super(message, cause);
  }

  public NodeStartException(String message) {
    super(message);
  }
}
