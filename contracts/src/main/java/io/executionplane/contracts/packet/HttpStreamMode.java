package io.executionplane.contracts.packet;

/** How a response is delivered. */
public enum HttpStreamMode {
  /** whole */
  UNARY,
  /** as it comes, on demand */
  INCREMENTAL
}
