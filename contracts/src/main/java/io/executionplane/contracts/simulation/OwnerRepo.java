package io.executionplane.contracts.simulation;

/** The one owner that these records may name. */
public enum OwnerRepo {
  EXECUTION_PLANE
}
