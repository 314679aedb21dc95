package io.executionplane.contracts.simulation;

/** What is kept of raw payloads. */
public enum RawPayloadPersistence {
  /** names of properties, never values */
  SHAPE_ONLY
}
