package io.executionplane.contracts.simulation;

/** Which side effect a simulation keeps from happening. */
public enum SideEffectPolicy {
  DENY_EXTERNAL_EGRESS,
  DENY_PROCESS_SPAWN
}
