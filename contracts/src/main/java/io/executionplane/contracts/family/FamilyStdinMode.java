package io.executionplane.contracts.family;

/** How a process receives input. */
public enum FamilyStdinMode {
  NONE,
  PIPE,
  PTY
}
