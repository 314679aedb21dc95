package io.executionplane.node.attach;

/**
 * How an attachment ended.
 *
 * @param deliveredBytes bytes of output that were handed to the party
 * @param acceptedBytes bytes of its input that were acknowledged
 */
public record AttachOutcome(Reason reason, long deliveredBytes, long acceptedBytes) {

  /** Why it ended. */
  public enum Reason {
    /** The party left. */
    DETACHED,
    /** The execution was over. */
    EXECUTION_ENDED,
    /** The time that the grant gives was up. */
    EXPIRED,
    /** The grant was taken back. */
    REVOKED,
    /** The node stopped. */
    NODE_STOPPED
  }
}
