package io.executionplane.contracts.posture;

/** How much of what happens is kept. */
public enum CaptureLevel {
  OFF,
  /** names only */
  REFS_ONLY,
  /** and sizes, times, digests */
  METADATA,
  /** and content without secrets */
  REDACTED_DEBUG,
  /** and content, secrets still masked */
  FULL_DEBUG
}
