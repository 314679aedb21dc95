package io.executionplane.node.http.resource;

import io.executionplane.node.http.api.Problem;
import io.executionplane.node.http.api.ProblemType;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** Whether this node takes new work over HTTP. */
public final class Readiness {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final AtomicBoolean draining = new AtomicBoolean();

  /** From now on nothing new is taken; what runs goes on. For ever. */
  public void drain() {
    draining.set(true);
  }

  public boolean isDraining() {
    return draining.get();
  }

  /** Refuses where nothing new is taken. */
  void requireAdmitting() {
    if (isDraining()) {
      throw Problem.of(ProblemType.UNAVAILABLE, "this node is being drained")
          .withCode("node_draining")
          .retryAfter(RETRY_AFTER)
          .toException();
    }
  }
}
