package io.executionplane.lanes.spi;

/** The hand on a running lane. */
public interface LaneControl {

  /**
   * Asks the effect to end: gently, then by force, within the lane's own grace. Facts and output
   * keep flowing until it has ended. Only the first call counts.
   */
  void stop(StopCause cause);

  /** Why an effect is asked to end. */
  enum StopCause {
    TIMEOUT,
    CANCEL
  }
}
