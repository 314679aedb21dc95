package io.executionplane.contracts.lane.terminal;

/** Where an operator sits. */
public enum TerminalSurfaceKind {
  /** At the node's own terminal. */
  LOCAL_TERMINAL,
  /** At the other end of an SSH connection that the terminal serves. */
  SSH_TERMINAL,
  /** At another node of the cluster. */
  DISTRIBUTED_TERMINAL;

  /** Whether what is typed comes over a network. */
  public boolean isRemote() {
    return this != LOCAL_TERMINAL;
  }
}
