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
 * a few that start children and clean up after them. All of them come with the first child.
 */
final class ProcessHost implements AutoCloseable {

  private static final long IDLE_SECONDS = 10;
  private static final long CLOSE_SECONDS_MAX = 10;

  private final Reactor reactor = new Reactor("execution-plane-processes");
  private final ThreadPoolExecutor workers;
  private final ThreadPoolExecutor holders;
  private final Spawner spawner;

  /**
   * Holds nothing yet.
   *
   * @throws IOException when {@code /proc} is not mounted
   */
  ProcessHost(int threads) throws IOException {
    workers = pool(threads, "execution-plane-launch-");
    workers.allowCoreThreadTimeOut(true);
    workers.setRejectedExecutionHandler((task, closed) -> task.run()); // Owed after close() too.
    holders =
        pool(threads, "execution-plane-hold-"); // A child may be bound to its life: they stay.
    // Whatever depends on a child's end in this lane only hands over, so no thread of its own.
    spawner = new Spawner(reactor, Runnable::run, holders);
  }

  private static ThreadPoolExecutor pool(int threads, String name) {
    var count = new AtomicInteger();
    return new ThreadPoolExecutor(
        threads,
        threads,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(), // Bounded by the executions that were admitted.
        task -> daemon(task, name + count.incrementAndGet()));
  }

  private static Thread daemon(Runnable task, String name) {
    var thread = new Thread(task, name);
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

  /** Takes no more work, and waits, within limits, for the cleaning up that is under way. */
  void finishWork() {
    workers.shutdown();
    try {
      workers.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }

  /** Finishes, then frees everything. */
  @Override
  public void close() {
    finishWork();
    holders.shutdown();
    reactor.close();
  }
}
