package io.executionplane.node.attach;

import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.control.ControlReply;
import java.util.concurrent.CompletionStage;

/** What one who is attached may do to the effect itself. */
public interface AttachControl {

  /**
   * Asks for the execution to be stopped, in the name of the principal. The wish is recorded first.
   *
   * @return whether he was still attached; if not, nothing was asked
   */
  boolean cancel();

  /** Interrupts, resizes or signals the effect. */
  CompletionStage<ControlReply> control(EffectControl wish);
}
