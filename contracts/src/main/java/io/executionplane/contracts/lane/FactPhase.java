package io.executionplane.contracts.lane;

/** The phases of an exchange. */
public enum FactPhase {
  STARTED,
  CHUNK,
  FRAME,
  COMPLETED,
  FAILED,
  TIMEOUT,
  CANCELLED
}
