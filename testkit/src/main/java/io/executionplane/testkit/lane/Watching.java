package io.executionplane.testkit.lane;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Waits for what must happen, and watches for what must not.
 *
 * @param within longest time for something to happen
 * @param patience how long something that must not happen is watched for
 */
record Watching(Duration within, Duration patience) {

  private static final Duration LOOK_EVERY = Duration.ofMillis(5);

  void until(String what, BooleanSupplier holds) {
    await(what)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK_EVERY)
        .atMost(within)
        .until(holds::getAsBoolean);
  }

  void never(String what, BooleanSupplier happens) {
    var since = System.nanoTime();
    await("watching for " + what)
        .pollDelay(Duration.ZERO)
        .pollInterval(LOOK_EVERY)
        .atMost(within.plus(patience))
        .failFast(what, happens::getAsBoolean)
        .until(() -> System.nanoTime() - since > patience.toNanos());
  }
}
