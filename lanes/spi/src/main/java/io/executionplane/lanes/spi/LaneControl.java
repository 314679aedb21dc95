package io.executionplane.lanes.spi;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The hand on a running lane. */
public interface LaneControl {

  /**
   * Asks the effect to end: gently, then by force, within the lane's own grace. Facts and output
   * keep flowing until it has ended. Only the first call counts.
   */
  void stop(StopCause cause);

  /**
   * Does something to the effect, short of ending it. What a lane cannot do it refuses before
   * anything happens; what it does is a fact of its own.
   *
   * @return never fails, and is completed by the end of the effect at the latest
   */
  default CompletionStage<ControlAnswer> control(EffectControl wish) {
    return CompletableFuture.completedStage(ControlAnswer.UNSUPPORTED);
  }

  /** Why an effect is asked to end. */
  enum StopCause {
    TIMEOUT,
    CANCEL
  }
}
