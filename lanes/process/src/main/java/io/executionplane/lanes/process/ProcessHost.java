package io.executionplane.lanes.process;

import io.executionplane.lanes.process.posix.Reactor;
import io.executionplane.lanes.process.posix.Spawner;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a lane holds of the operating system: one thread that waits for all children and pipes, and
 * a few that start children and clean up after them. All of them come with the first child; the few
 * go again when nothing is to be done.
 */
final class ProcessHost implements AutoCloseable {

  private static final long IDLE_SECONDS = 10;
  private static final long CLOSE_SECONDS_MAX = 10;

  private final Reactor reactor = new Reactor("execution-plane-processes");
  private final ThreadPoolExecutor workers;
  private final Spawner spawner;

  /**
   * Holds nothing yet.
   *
   * @throws IOException when {@code /proc} is not mounted
   */
  ProcessHost(int threads) throws IOException {
    workers = workers(threads);
    // Whatever depends on a child's end in this lane only hands over, so no thread of its own.
    spawner = new Spawner(reactor, Runnable::run);
  }

  private static ThreadPoolExecutor workers(int threads) {
    var count = new AtomicInteger();
    var pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(), // Bounded by the executions that were admitted.
            task -> daemon(task, count.incrementAndGet()),
            (task, closed) -> task.run()); // Cleaning up is owed even after close().
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static Thread daemon(Runnable task, int number) {
    var thread = new Thread(task, "execution-plane-launch-" + number);
    thread.setDaemon(true);
    return thread;
  }

  /** Threads that may block for a moment. */
  Executor workers() {
    return workers;
  }

  /** Starts children; to be used on {@link #workers}. */
  Spawner spawner() {
    return spawner;
  }

  /** Waits, within limits, for the cleaning up that is under way; then frees everything. */
  @Override
  public void close() {
    workers.shutdown();
    try {
      workers.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    reactor.close();
  }
}
