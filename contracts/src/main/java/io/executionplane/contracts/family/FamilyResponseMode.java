package io.executionplane.contracts.family;

/** How a response is delivered. */
public enum FamilyResponseMode {
  /** whole */
  UNARY,
  /** as it comes, on demand */
  INCREMENTAL
}
