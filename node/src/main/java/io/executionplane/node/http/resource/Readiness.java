package io.executionplane.node.http.resource;

import java.util.concurrent.atomic.AtomicBoolean;

/** Whether this node takes new work over HTTP. */
public final class Readiness {

  private final AtomicBoolean draining = new AtomicBoolean();

  /** From now on nothing new is taken; what runs goes on. For ever. */
  public void drain() {
    draining.set(true);
  }

  public boolean isDraining() {
    return draining.get();
  }
}
