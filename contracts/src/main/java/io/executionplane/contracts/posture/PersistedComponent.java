package io.executionplane.contracts.posture;

/** What a posture speaks of. */
public enum PersistedComponent {
  TARGET_DESCRIPTOR,
  ATTACH_GRANT,
  BOUNDARY_SESSION,
  STREAM_ATTACH_STATE,
  CLEANUP_RECEIPT,
  EXECUTION_EVIDENCE,
  LANE_RUNTIME_STATE,
  NODE_STATE
}
