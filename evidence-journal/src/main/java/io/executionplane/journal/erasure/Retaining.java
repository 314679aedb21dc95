package io.executionplane.journal.erasure;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases beside everything else that a node does, on a thread of its own: first what an earlier
 * node had declared and did not get to, then, at a slow pace, what was kept long enough.
 *
 * <p>When something fails it is tried again later, for as long as the node runs.
 */
public final class Retaining implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Retaining.class);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

  private final ContentErasure erasure;
  private final Retention retention;
  private final RetentionSettings settings;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "content-retention");
  private boolean isSettled;
  private long place;
  private long erased;

  private Retaining(ContentErasure erasure, Retention retention, RetentionSettings settings) {
    this.erasure = erasure;
    this.retention = retention;
    this.settings = settings;
  }

  /** Begins. With settings that keep everything, it ends when what was declared is destroyed. */
  public static Retaining start(
      ContentErasure erasure, Retention retention, RetentionSettings settings) {
    var retaining = new Retaining(erasure, retention, settings);
    retaining.thread.setDaemon(true);
    retaining.thread.start();
    return retaining;
  }

  private void run() {
    var pause = Duration.ZERO;
    while (!(isSettled && settings.keepsEverything()) && !isClosedWithin(pause)) {
      try {
        pause = isSettled ? step() : settle();
      } catch (RuntimeException failed) {
        LOG.warn("content could not be erased, again in {} s", AFTER_FAILURE.toSeconds(), failed);
        pause = AFTER_FAILURE;
      }
    }
  }

  private Duration settle() {
    var destroyed = erasure.completePending();
    if (destroyed > 0) {
      LOG.info("{} chunks were destroyed that had been erased before", destroyed);
    }
    isSettled = true;
    return Duration.ZERO;
  }

  /** One step; gives the pause after it. */
  private Duration step() {
    var step = retention.step(place);
    erasure.eraseAll(step.due());
    erased += step.due().size();
    place = step.next();
    if (!step.isLast()) {
      return settings.pause();
    }
    if (erased > 0) {
      LOG.info("retention: content was erased in {} places", erased);
    }
    place = 0;
    erased = 0;
    return settings.every();
  }

  private boolean isClosedWithin(Duration pause) {
    try {
      return closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      return true;
    }
  }

  /** Stops after what is under way, and waits for that, for a bounded time. */
  @Override
  public void close() {
    closing.countDown();
    try {
      // Never interrupted: H2 closes its file when a thread inside it is.
      thread.join(CLOSE_WITHIN.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
