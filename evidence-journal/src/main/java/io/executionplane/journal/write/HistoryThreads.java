package io.executionplane.journal.write;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The threads that wait for the database on behalf of executions that recover. They come with the
 * first question and go again when there is none. What waits for one is bounded by Pekko, which has
 * so many recoveries under way and no more.
 */
final class HistoryThreads implements AutoCloseable {

  private static final long IDLE_SECONDS = 10;

  private final ThreadPoolExecutor threads;

  HistoryThreads(int count) {
    var number = new AtomicInteger();
    threads =
        new ThreadPoolExecutor(
            Math.max(1, count),
            Math.max(1, count),
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> daemon(work, number.incrementAndGet()));
    threads.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable work, int number) {
    var thread = new Thread(work, "event store reader " + number);
    thread.setDaemon(true);
    return thread;
  }

  /** Fails with what the question throws. */
  <T> CompletionStage<T> ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, threads);
  }

  /** Takes no more questions. Nobody is interrupted: H2 would close its file. */
  @Override
  public void close() {
    threads.shutdown();
  }
}
