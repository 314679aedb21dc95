package io.executionplane.lanes.process.guest;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads of one target: one for each session, and one that watches the time. None is there
 * until the first is needed, and none stays long after.
 */
final class GuestThreads implements AutoCloseable {

  private static final long IDLE_SECONDS = 2;

  /** Beside the sessions: a measurement, and finding what an earlier run left. */
  private static final int QUESTIONS = 4;

  private final ThreadPoolExecutor sessions;
  private final ScheduledThreadPoolExecutor clock;

  GuestThreads(GuestTargetSettings settings) {
    var name = "execution-plane-guest-" + settings.name();
    var count = new AtomicInteger();
    sessions =
        new ThreadPoolExecutor(
            0,
            settings.sessionsMax() + QUESTIONS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> daemon(task, name + "-" + count.incrementAndGet()));
    clock = new ScheduledThreadPoolExecutor(1, task -> daemon(task, name + "-clock"));
    clock.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    clock.allowCoreThreadTimeOut(true);
    clock.setRemoveOnCancelPolicy(true);
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Runs something that may hold its thread.
   *
   * @throws io.executionplane.lanes.spi.LaneFailure when too much runs already
   */
  void run(Runnable task) {
    try {
      sessions.execute(task);
    } catch (RejectedExecutionException full) {
      throw GuestFailures.full();
    }
  }

  ScheduledExecutorService clock() {
    return clock;
  }

  @Override
  public void close() {
    sessions.shutdown();
    clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    clock.shutdown();
  }
}
