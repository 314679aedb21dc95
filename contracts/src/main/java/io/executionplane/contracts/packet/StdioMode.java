package io.executionplane.contracts.packet;

/** How a process is connected. */
public enum StdioMode {
  PIPE,
  PTY,
  NONE
}
