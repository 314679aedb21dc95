package io.executionplane.journal.sink;

import io.executionplane.journal.sink.SinkFeeder.Step;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs a feeder until it is told to stop. The thread is never interrupted, because H2 closes its
 * file when a thread in it is.
 */
final class FeederThread {

  private static final Duration GRACE = Duration.ofSeconds(2);

  private final SinkFeeder feeder;
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);

  FeederThread(SinkFeeder feeder) {
    this.feeder = feeder;
    this.thread = SinkCall.daemon(this::run, "sink-" + feeder.sinkId());
  }

  void start() {
    thread.start();
  }

  SinkStatus status() {
    return feeder.status();
  }

  private void run() {
    var stop = false;
    while (!stop) {
      var step = feeder.step();
      stop = stopsDuring(step.pause());
    }
    // What was recorded last, of executions that ended with the node, is delivered if it can be.
    Step last;
    do {
      last = feeder.step();
    } while (last.delivered());
  }

  private boolean stopsDuring(Duration pause) {
    try {
      return stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException notByUs) {
      return true;
    }
  }

  /** Begins to stop: what waits is delivered as long as nothing fails. */
  void stop() {
    stopping.countDown();
  }

  /** Waits until the feeder has stopped, at most until a moment of {@link System#nanoTime}. */
  void awaitUntil(long deadline) throws InterruptedException {
    join(deadline - System.nanoTime());
    feeder.abandon();
    // Nothing waits for the sink any more. What is left is one statement of the database.
    join(GRACE.toNanos());
    feeder.closeSink();
  }

  private void join(long nanos) throws InterruptedException {
    TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(nanos, 1));
  }
}
