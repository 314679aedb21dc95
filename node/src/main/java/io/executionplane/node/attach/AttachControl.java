package io.executionplane.node.attach;

/**
 * What one who is attached may do to the effect itself. So far that is to have it stopped; a lane
 * that can be interrupted or resized will be reached from here too.
 */
public interface AttachControl {

  /**
   * Asks for the execution to be stopped, in the name of the principal. The wish is recorded first.
   *
   * @return whether he was still attached; if not, nothing was asked
   */
  boolean cancel();
}
