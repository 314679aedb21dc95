package io.executionplane.node.admission;

/**
 * How many executions may run, and how many may wait, in one scope.
 *
 * @param runningMax most that run at once, at least 1
 * @param queuedMax most that wait for their turn, 0 or more
 */
public record Room(int runningMax, int queuedMax) {

  public Room {
    if (runningMax < 1 || queuedMax < 0) {
      throw new IllegalArgumentException(
          "running-max must be at least 1 and queued-max at least 0");
    }
  }
}
