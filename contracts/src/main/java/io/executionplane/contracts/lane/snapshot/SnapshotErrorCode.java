package io.executionplane.contracts.lane.snapshot;

import io.executionplane.contracts.json.WireName;

/** What went wrong, and the HTTP status that says so to callers over HTTP. */
public enum SnapshotErrorCode {
  /** The request or an export breaks its contract. */
  @WireName("VALIDATION_ERROR")
  VALIDATION_ERROR(400),
  /** There is no such export or handler. */
  @WireName("NOT_FOUND")
  NOT_FOUND(404),
  /** The code tried what it may not. */
  @WireName("SECURITY_VIOLATION")
  SECURITY_VIOLATION(403),
  /** The plane said no. */
  @WireName("POLICY_DENIED")
  POLICY_DENIED(403),
  /** The deadline passed. */
  @WireName("TIMEOUT")
  TIMEOUT(504),
  /** Somebody cancelled it. */
  @WireName("CANCELLED")
  CANCELLED(499),
  /** A limit of memory, processes or output was reached. */
  @WireName("RESOURCE_EXHAUSTED")
  RESOURCE_EXHAUSTED(429),
  /** The payload or the result is too large. */
  @WireName("PAYLOAD_TOO_LARGE")
  PAYLOAD_TOO_LARGE(413),
  /** The snapshot needs another version of the protocol. */
  @WireName("UNSUPPORTED_VERSION")
  UNSUPPORTED_VERSION(400),
  /** The snapshot's own code failed. */
  @WireName("USER_CODE_ERROR")
  USER_CODE_ERROR(500),
  /** The runtime failed, or the snapshot could not be loaded. */
  @WireName("INTERNAL")
  INTERNAL(500);

  private final int httpStatus;

  SnapshotErrorCode(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  public int httpStatus() {
    return httpStatus;
  }
}
