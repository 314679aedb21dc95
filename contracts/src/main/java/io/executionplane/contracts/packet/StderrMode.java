package io.executionplane.contracts.packet;

/** Where error output goes. */
public enum StderrMode {
  /** to a stream of its own */
  SEPARATE,
  /** into the standard output, in the order it was written */
  STDOUT
}
