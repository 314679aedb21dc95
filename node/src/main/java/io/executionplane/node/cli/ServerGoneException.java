package io.executionplane.node.cli;

/** A server went away before it took anything on: whoever serves now may be asked instead. */
final class ServerGoneException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ServerGoneException(Exception cause) {
    super(cause.getMessage(), cause);
  }
}
