package io.executionplane.contracts.simulation;

/** How a simulated dispatch ends. */
public enum SimulatedStatus {
  SUCCEEDED,
  FAILED
}
