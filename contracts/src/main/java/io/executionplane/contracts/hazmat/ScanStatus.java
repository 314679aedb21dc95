package io.executionplane.contracts.hazmat;

/** What a scan found. */
public enum ScanStatus {
  CLEAR,
  BLOCKED
}
