package io.executionplane.contracts.execution;

/** Why a request was not admitted. The order is the order of the checks. */
public enum RejectionReason {
  CONTRACT_VERSION_MISMATCH(FailureClass.ROUTE_UNRESOLVED),
  DIRECT_MODE_NOT_ENABLED(FailureClass.POLICY_DENIED),
  REGISTRATION_INCOMPLETE(FailureClass.ROUTE_UNRESOLVED),
  AUTHORITY_VERIFIER_MISSING(FailureClass.POLICY_DENIED),
  AUTHORITY_REF_MISSING(FailureClass.POLICY_DENIED),
  AUTHORITY_VERIFIER_TIMEOUT(FailureClass.POLICY_DENIED),
  AUTHORITY_REJECTED(FailureClass.POLICY_DENIED),
  LANE_NOT_REGISTERED(FailureClass.ROUTE_UNRESOLVED),
  INVALID_LANE_REQUEST(FailureClass.ROUTE_UNRESOLVED),
  DEADLINE_EXPIRED(FailureClass.TIMEOUT),
  CONSTRAINT_UNKNOWN(FailureClass.ROUTE_UNRESOLVED),
  CONSTRAINT_UNSATISFIABLE(FailureClass.ROUTE_UNRESOLVED),
  PLACEMENT_UNAVAILABLE(FailureClass.PLACEMENT_UNAVAILABLE),
  UNSUPPORTED_CAPABILITY(FailureClass.PLACEMENT_UNAVAILABLE),
  NO_SATISFYING_ATTESTED_TARGET(FailureClass.PLACEMENT_UNAVAILABLE),
  CAPACITY_EXHAUSTED(FailureClass.PLACEMENT_UNAVAILABLE);

  private final FailureClass failureClass;

  RejectionReason(FailureClass failureClass) {
    this.failureClass = failureClass;
  }

  /** The class under which callers that only know failure classes see this rejection. */
  public FailureClass failureClass() {
    return failureClass;
  }
}
