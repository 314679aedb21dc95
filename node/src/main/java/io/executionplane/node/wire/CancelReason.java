package io.executionplane.node.wire;

/** Why a client wants its execution stopped. A word of ours, so that nobody records another's. */
public enum CancelReason {
  /** Somebody pressed the keys for it. */
  USER_INTERRUPT("user interrupt"),
  /** Whoever read the output has gone away. */
  OUTPUT_CLOSED("output closed");

  private final String requestedBy;

  CancelReason(String requestedBy) {
    this.requestedBy = requestedBy;
  }

  /** As the record says it. */
  public String requestedBy() {
    return requestedBy;
  }
}
