package io.executionplane.lanes.process.guest.bridge;

import java.io.IOException;

/** One end does not do what the other asked, or what the protocol asks of it. */
public final class BridgeException extends IOException {

  private static final long serialVersionUID = 1L;

  private final BridgeError error;

  /**
   * A refusal.
   *
   * @param details for people; never a token, nor anything of a command's environment or input
   */
  public BridgeException(BridgeError error, String details) {
    super(details);
    this.error = error;
  }

  public BridgeError error() {
    return error;
  }
}
