package io.executionplane.contracts.simulation;

/** Attempts that must have been seen to fail. */
public enum NegativeEvidence {
  ATTEMPTED_UNREGISTERED_PROVIDER_ROUTE,
  ATTEMPTED_RAW_EXTERNAL_SAAS_WRITE_PATH
}
