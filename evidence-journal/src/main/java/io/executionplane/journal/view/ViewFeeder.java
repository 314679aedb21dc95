package io.executionplane.journal.view;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the view of a running node up to date, on one thread and never in the path of an execution.
 * What it has not come to is taken in by whoever asks for a list, or after the next start.
 *
 * <p>The thread is never interrupted, because H2 closes its file when a thread in it is.
 */
public final class ViewFeeder implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ViewFeeder.class);

  /** Also before the first look: a node that only runs one command leaves the work to a list. */
  private static final Duration EVERY = Duration.ofSeconds(1);

  private static final Duration PAUSE_MAX = Duration.ofMinutes(1);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final ViewKeeper keeper;
  private final BooleanSupplier open;
  private final Duration every;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "execution-view");

  private ViewFeeder(ViewKeeper keeper, BooleanSupplier open, Duration every) {
    this.keeper = keeper;
    this.open = open;
    this.every = every;
  }

  /**
   * Begins.
   *
   * @param open whether the store is there; it ends, and says nothing, once that is not so
   */
  public static ViewFeeder start(ViewKeeper keeper, BooleanSupplier open) {
    return start(keeper, open, EVERY);
  }

  static ViewFeeder start(ViewKeeper keeper, BooleanSupplier open, Duration every) {
    var feeder = new ViewFeeder(keeper, open, every);
    feeder.thread.setDaemon(true);
    feeder.thread.start();
    return feeder;
  }

  private void run() {
    var pause = every;
    var failures = 0;
    while (!stopsWithin(pause) && open.getAsBoolean()) {
      try {
        pause = keeper.step() ? Duration.ZERO : every;
        failures = 0;
      } catch (RuntimeException failed) {
        if (failures++ == 0 && open.getAsBoolean()) {
          LOG.warn("the execution view is not kept up to date, and tried again", failed);
        }
        pause = longer(pause);
      }
    }
  }

  private Duration longer(Duration pause) {
    var twice = pause.isZero() ? every : pause.multipliedBy(2);
    return twice.compareTo(PAUSE_MAX) < 0 ? twice : PAUSE_MAX;
  }

  private boolean stopsWithin(Duration pause) {
    try {
      return stopping.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException notByUs) {
      return true;
    }
  }

  /** Stops after the batch under way, for which it waits a bounded time. */
  @Override
  public void close() {
    stopping.countDown();
    try {
      thread.join(CLOSE_WITHIN.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
