package io.executionplane.contracts.posture;

/** What is claimed to be there again after a restart. */
public enum RestartClaim {
  NONE,
  /** on the same machine */
  LOCAL,
  /** from any node */
  SHARED
}
