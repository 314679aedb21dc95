package io.executionplane.contracts.packet;

/** How a dispatch ended. */
public enum OutcomeStatus {
  SUCCEEDED,
  FAILED
}
