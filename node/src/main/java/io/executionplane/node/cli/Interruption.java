package io.executionplane.node.cli;

import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.Done;

/**
 * What happens when somebody ends us with a signal while we run something: it is stopped, its end
 * is recorded, and only then we end.
 */
final class Interruption implements AutoCloseable {

  /** Longer than any grace that a request may ask for, and than the node takes to record an end. */
  private static final long FINISH_WITHIN_SECONDS = 120;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final CompletableFuture<Done> signalled = new CompletableFuture<>();
  private final Thread hook = new Thread(this::onSignal, "interruption");

  private volatile OptionalInt status = OptionalInt.empty();

  private Interruption() {}

  /** From now on the JVM ends only after this is closed. */
  static Interruption watch() {
    var interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** What to do on a signal; also if it came already. */
  void onInterrupt(Runnable stop) {
    var unused = signalled.thenRun(stop);
  }

  boolean isInterrupted() {
    return signalled.isDone();
  }

  /**
   * To be ended by a signal is no failure of this work: what is done by then ends us with this
   * status, and not with that of the signal.
   */
  void isTheEnd(int exitStatus) {
    status = OptionalInt.of(exitStatus);
  }

  private void onSignal() {
    signalled.complete(Done.getInstance());
    try {
      if (finished.await(FINISH_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        // The JVM has made up its mind by now, which only this changes.
        status.ifPresent(Runtime.getRuntime()::halt);
      } else {
        System.err.println("ep: the end was not recorded in time");
      }
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work is over; the JVM may end. */
  @Override
  public void close() {
    finished.countDown();
    if (!signalled.isDone()) {
      removeHook();
    }
  }

  private void removeHook() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException alreadyEnding) {
      signalled.complete(Done.getInstance());
    }
  }
}
