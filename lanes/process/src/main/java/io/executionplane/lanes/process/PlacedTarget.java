package io.executionplane.lanes.process;

import io.executionplane.lanes.spi.TargetVerifier;

/**
 * A place by the name under which it is a target.
 *
 * @param verifier who measures it
 */
public record PlacedTarget(Place place, TargetVerifier verifier) {

  /** What it is called, by its verifier too. */
  public String targetId() {
    return verifier.targetId();
  }
}
