package io.executionplane.lanes.process.posix;

import java.io.IOException;

/** What is done to a child that exists and has not become its program yet. */
@FunctionalInterface
public interface Entrance {

  /**
   * Called once, while the child waits. It is killed, and its program never runs, if this fails.
   *
   * @param pid the waiting child
   */
  void admit(long pid) throws IOException;
}
