package io.executionplane.contracts.surface;

/** How a running effect is interrupted. */
public enum InterruptMechanism {
  /** by a POSIX signal */
  SIGNAL,
  /** by bytes on its input */
  STDIN,
  /** by a request to the bridge */
  RPC,
  /** it cannot be */
  NONE
}
