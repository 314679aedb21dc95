package io.executionplane.journal.sink;

import io.executionplane.journal.chain.RecordedEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Calls a sink and stops waiting for it in time.
 *
 * <p>The sink's code runs on a thread of its own, because it may never return. That thread is not
 * interrupted: it may be inside the database, and H2 closes its file when a thread in it is. While
 * it has not returned there is no second call, so a sink that hangs costs one thread and no more.
 */
final class SinkCall {

  private final EvidenceSink sink;
  private final ExecutorService carrier;
  private final AtomicBoolean inside = new AtomicBoolean();
  private final CompletableFuture<Void> abandoned = new CompletableFuture<>();

  SinkCall(EvidenceSink sink) {
    this.sink = sink;
    this.carrier =
        Executors.newSingleThreadExecutor(work -> daemon(work, "sink-" + sink.sinkId() + "-call"));
  }

  static Thread daemon(Runnable work, String name) {
    var thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Delivers, or says why that is not known to have succeeded.
   *
   * @throws DeliveryFailedException whose message holds nothing of the events
   */
  void deliver(List<RecordedEvent> batch, Duration within) {
    if (abandoned.isDone()) {
      throw new DeliveryFailedException("the node is stopping");
    }
    if (!inside.compareAndSet(false, true)) {
      throw new DeliveryFailedException("an earlier delivery has not returned yet");
    }
    var entered = CompletableFuture.supplyAsync(() -> enter(batch), carrier);
    var delivered = entered.thenCompose(Function.identity());
    try {
      CompletableFuture.anyOf(delivered, abandoned).get(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      cancel(entered);
      throw new DeliveryFailedException("no answer within " + within.toMillis() + " ms");
    } catch (ExecutionException failure) {
      throw failure(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new DeliveryFailedException("the feeder was interrupted", interrupted);
    }
    if (!delivered.isDone()) {
      cancel(entered);
      throw new DeliveryFailedException("the node is stopping");
    }
  }

  private CompletionStage<Void> enter(List<RecordedEvent> batch) {
    try {
      return sink.deliver(batch);
    } finally {
      inside.set(false);
    }
  }

  /** Tells the sink that nobody waits any more, now or as soon as it has returned. */
  private static void cancel(CompletableFuture<CompletionStage<Void>> entered) {
    var ignored = entered.thenAccept(stage -> stage.toCompletableFuture().cancel(true));
  }

  private static DeliveryFailedException failure(ExecutionException failure) {
    Throwable cause = failure;
    while ((cause instanceof ExecutionException || cause instanceof CompletionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    // Of a failure that is not ours only the type is shown: its message may quote an event.
    return cause instanceof DeliveryFailedException told
        ? told
        : new DeliveryFailedException("the sink failed: " + cause.getClass().getName(), cause);
  }

  /** Ends the delivery under way, as far as we are concerned, and every later one. */
  void abandon() {
    abandoned.complete(null);
    carrier.shutdown();
  }
}
