package io.executionplane.contracts.boundary;

/** What was looked at. */
public enum ScanScope {
  BOUNDED_EVIDENCE_FIELDS
}
