package io.executionplane.testkit.endtoend;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Bounded waiting for what cannot be asked to report back. */
final class Eventually {

  private Eventually() {}

  static void holds(String what, Callable<Boolean> condition) {
    await(what)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(10))
        .atMost(TestPlane.WITHIN)
        .until(condition);
  }
}
