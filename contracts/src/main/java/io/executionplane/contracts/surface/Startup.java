package io.executionplane.contracts.surface;

/** How a session at a surface begins. */
public enum Startup {
  /** a process is created */
  SPAWN,
  /** something that runs already is joined */
  ATTACH,
  /** a bridge is asked to create it */
  BRIDGE
}
