package io.executionplane.journal.wake;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.pekko.Done;

/** One who waits, until he is woken or goes away. */
public final class Waiter implements AutoCloseable {

  private final Wakeups wakeups;
  private final List<Topic> topics;
  private final Executor executor;
  private final CompletableFuture<Done> woken = new CompletableFuture<>();

  Waiter(Wakeups wakeups, List<Topic> topics, Executor executor) {
    this.wakeups = wakeups;
    this.topics = List.copyOf(topics);
    this.executor = executor;
  }

  List<Topic> topics() {
    return topics;
  }

  /**
   * Completes once something he waits for has happened, and fails once nothing will; never if he
   * goes away before.
   */
  public CompletionStage<Done> woken() {
    return woken;
  }

  void wake() {
    close();
    try {
      // Whatever follows must not run in the thread of whoever rings.
      var unused = woken.completeAsync(Done::getInstance, executor);
    } catch (RejectedExecutionException shuttingDown) {
      abandon();
    }
  }

  /** Whatever he waits for will not happen. */
  void abandon() {
    close();
    woken.completeExceptionally(new IllegalStateException("nothing is recorded here any more"));
  }

  /** Waits no more. */
  @Override
  public void close() {
    wakeups.forget(this);
  }
}
