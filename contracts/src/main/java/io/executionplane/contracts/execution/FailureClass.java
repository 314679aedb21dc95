package io.executionplane.contracts.execution;

/** Why an execution failed. The list and its order are frozen; the rest follows from the class. */
public enum FailureClass {
  POLICY_DENIED(FailureOwner.SPINE, false, Relevance.DURABLE_TRUTH),
  ROUTE_UNRESOLVED(FailureOwner.SPINE, true, Relevance.DURABLE_TRUTH),
  PLACEMENT_UNAVAILABLE(FailureOwner.EXECUTION_PLANE, true, Relevance.DURABLE_TRUTH),
  LAUNCH_FAILED(FailureOwner.EXECUTION_PLANE, true, Relevance.DURABLE_TRUTH),
  TRANSPORT_FAILED(FailureOwner.EXECUTION_PLANE, true, Relevance.DURABLE_TRUTH),
  PROTOCOL_FRAMING_FAILED(FailureOwner.EXECUTION_PLANE, false, Relevance.DURABLE_TRUTH),
  SEMANTIC_RUNTIME_FAILED(FailureOwner.FAMILY_KIT, false, Relevance.DURABLE_TRUTH),
  APPROVAL_EXPIRED(FailureOwner.SPINE, false, Relevance.DURABLE_TRUTH),
  LEASE_EXPIRED(FailureOwner.SPINE, true, Relevance.DURABLE_TRUTH),
  ATTACH_MISMATCH(FailureOwner.SPINE, false, Relevance.DURABLE_TRUTH),
  REMOTE_DISCONNECT(FailureOwner.EXECUTION_PLANE, true, Relevance.RAW_FACT_ONLY),
  CANCELLATION(FailureOwner.SPINE, false, Relevance.DURABLE_TRUTH),
  TIMEOUT(FailureOwner.EXECUTION_PLANE, true, Relevance.RAW_FACT_ONLY);

  private final FailureOwner owner;
  private final boolean retryable;
  private final Relevance relevance;

  FailureClass(FailureOwner owner, boolean retryable, Relevance relevance) {
    this.owner = owner;
    this.retryable = retryable;
    this.relevance = relevance;
  }

  /** Who has to act on it. */
  public FailureOwner owner() {
    return owner;
  }

  /** Whether the same request may be submitted again with hope. */
  public boolean isRetryable() {
    return retryable;
  }

  public Relevance relevance() {
    return relevance;
  }

  /** Who has to act on a failure. */
  public enum FailureOwner {
    SPINE,
    EXECUTION_PLANE,
    FAMILY_KIT
  }

  /** What a failure means to the owner of durable truth. */
  public enum Relevance {
    DURABLE_TRUTH,
    RAW_FACT_ONLY
  }
}
