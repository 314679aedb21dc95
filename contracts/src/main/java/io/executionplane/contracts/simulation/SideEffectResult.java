package io.executionplane.contracts.simulation;

/** How far a denied side effect got. */
public enum SideEffectResult {
  /** nothing tried */
  NOT_ATTEMPTED,
  /** something would have; it was stopped before any I/O */
  BLOCKED_BEFORE_DISPATCH
}
