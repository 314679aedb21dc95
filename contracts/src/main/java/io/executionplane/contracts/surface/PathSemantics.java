package io.executionplane.contracts.surface;

/**
 * Whose file system a path names. Says nothing about distance: a local guest has paths of its own.
 */
public enum PathSemantics {
  /** the node's */
  LOCAL,
  /** the remote host's */
  REMOTE,
  /** the guest's */
  GUEST
}
