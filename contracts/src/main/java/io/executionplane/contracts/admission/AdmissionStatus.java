package io.executionplane.contracts.admission;

/** What admission says. */
public enum AdmissionStatus {
  ACCEPTED
}
