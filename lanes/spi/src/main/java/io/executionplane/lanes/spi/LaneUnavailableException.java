package io.executionplane.lanes.spi;

/** A lane cannot work on this machine. The message says why, in one sentence. */
public final class LaneUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LaneUnavailableException(String message) {
    super(message);
  }
}
