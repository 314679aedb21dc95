package io.executionplane.contracts.hazmat;

/** What an attached party may do. */
public enum AttachDirection {
  /** receive output */
  READ,
  /** send input */
  WRITE,
  /** interrupt, resize, cancel */
  CONTROL
}
