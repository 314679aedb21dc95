package io.executionplane.node.simulation;

/** A script cannot be played. The message is one sentence, fit for an operator. */
public final class UnusableScriptException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnusableScriptException(String message) {
    super(message);
  }

  UnusableScriptException(String message, Throwable cause) {
    super(message, cause);
  }
}
