package io.executionplane.node.remote;

import java.io.IOException;

/** The connection to a node could not be made, or ended before what it was for. */
public final class ConnectionLostException extends IOException {

  private static final long serialVersionUID = 1L;

  ConnectionLostException(String message) {
    super(message);
  }

  ConnectionLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
