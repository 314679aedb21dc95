package io.executionplane.contracts.posture;

/** A side channel for debugging. Its failure must change nothing. */
public enum DebugTap {
  OFF,
  READ_ONLY,
  APPEND_ONLY
}
