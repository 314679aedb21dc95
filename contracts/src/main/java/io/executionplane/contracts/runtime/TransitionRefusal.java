package io.executionplane.contracts.runtime;

/** Why an execution does not change as it was told to. On the wire in lower case. */
public enum TransitionRefusal {
  /** Whoever speaks ran an earlier generation, or one that is not known here. */
  STALE_EXECUTION_FENCE,
  /** It has ended. */
  EXECUTION_TERMINAL,
  /** The state it is in does not lead there. */
  INVALID_STATE_TRANSITION,
  /** Its input was closed before. */
  EXECUTION_INPUT_CLOSED
}
