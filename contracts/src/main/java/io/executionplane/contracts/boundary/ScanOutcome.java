package io.executionplane.contracts.boundary;

/** A projection that did not pass does not exist. */
public enum ScanOutcome {
  PASSED
}
