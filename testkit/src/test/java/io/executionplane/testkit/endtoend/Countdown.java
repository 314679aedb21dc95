package io.executionplane.testkit.endtoend;

import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How many things are still under way. */
final class Countdown {

  private final Phaser phaser = new Phaser(1);

  void up() {
    phaser.register();
  }

  void down() {
    phaser.arriveAndDeregister();
  }

  void awaitZero() {
    try {
      phaser.awaitAdvanceInterruptibly(
          phaser.arrive(), TestPlane.WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | InterruptedException late) {
      throw new AssertionError("still under way: " + phaser.getUnarrivedParties(), late);
    }
  }
}
