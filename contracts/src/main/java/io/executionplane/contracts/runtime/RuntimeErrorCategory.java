package io.executionplane.contracts.runtime;

/** What kind of trouble a client met. */
public enum RuntimeErrorCategory {
  /** The call is wrong in itself. */
  INVALID_REQUEST,
  /** The call is right and not wanted. */
  REJECTED,
  /** Nobody was there to take the call. */
  UNAVAILABLE,
  /** Nobody answered in time; the call may have been heard. */
  TIMEOUT,
  /** There is too much under way. */
  BACKPRESSURE,
  /** Somebody wanted it to stop. */
  CANCELLED,
  /** The connection broke; the call may have been heard. */
  TRANSPORT_LOST,
  /** Whether it had its effect is not known. */
  AMBIGUOUS,
  /** It has ended. */
  TERMINAL;

  /**
   * Whether such trouble usually passes: the same call, made again, may succeed. Never true where
   * the effect may have happened.
   */
  public boolean isRetryable() {
    return this == UNAVAILABLE || this == BACKPRESSURE;
  }

  /** Whether such trouble usually leaves it open if the effect happened. */
  public boolean isAmbiguous() {
    return this == TIMEOUT || this == TRANSPORT_LOST || this == AMBIGUOUS;
  }
}
