package io.executionplane.journal.live;

import io.executionplane.journal.wake.Topic;
import io.executionplane.journal.wake.Waiter;
import io.executionplane.journal.wake.Wakeups;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * One reader's place. Asked for the next batch only when the one before it was taken, so a reader
 * that stalls holds one batch and waits for nothing.
 */
abstract class Cursor<T> {

  private final Wakeups wakeups;
  private final List<Topic> topics;
  private final Executor executor;
  private final boolean follow;
  private volatile @Nullable Waiter waiter;
  private volatile boolean closed;

  Cursor(Wakeups wakeups, List<Topic> topics, Executor executor, boolean follow) {
    this.wakeups = wakeups;
    this.topics = topics;
    this.executor = executor;
    this.follow = follow;
  }

  /** What there is now from the reader's place on, which moves; nothing if there is nothing now. */
  abstract CompletionStage<List<T>> look();

  /** Whether nothing can follow. */
  abstract boolean isOver();

  boolean follows() {
    return follow;
  }

  Executor executor() {
    return executor;
  }

  /** The next batch; empty once there is nothing more to come. */
  final CompletionStage<Optional<List<T>>> read() {
    var batch = new CompletableFuture<Optional<List<T>>>();
    if (isOver()) {
      batch.complete(Optional.empty());
    } else {
      look()
          .whenComplete(
              (found, failure) -> {
                if (!settled(batch, found, failure)) {
                  sleep(batch);
                }
              });
    }
    return batch;
  }

  /** Waits first and looks again then, so that nothing can happen in between unseen. */
  private void sleep(CompletableFuture<Optional<List<T>>> batch) {
    var waiting = wakeups.await(topics, executor);
    waiter = waiting;
    if (closed) {
      waiting.close();
      return;
    }
    look()
        .whenComplete(
            (found, failure) -> {
              if (settled(batch, found, failure)) {
                waiting.close();
              } else {
                waiting.woken().whenComplete((done, gone) -> wake(waiting, batch, gone));
              }
            });
  }

  private void wake(
      Waiter waiting, CompletableFuture<Optional<List<T>>> batch, @Nullable Throwable gone) {
    waiting.close();
    if (gone == null) {
      sleep(batch);
    } else {
      batch.completeExceptionally(gone);
    }
  }

  private boolean settled(
      CompletableFuture<Optional<List<T>>> batch,
      @Nullable List<T> found,
      @Nullable Throwable failure) {
    if (found == null) {
      return batch.completeExceptionally(failure);
    }
    if (!found.isEmpty()) {
      return batch.complete(Optional.of(found));
    }
    return (!follow || isOver()) && batch.complete(Optional.empty());
  }

  /** The reader has gone, or has everything. */
  final CompletionStage<Done> close() {
    closed = true;
    var waiting = waiter;
    if (waiting != null) {
      waiting.close();
    }
    return CompletableFuture.completedStage(Done.getInstance());
  }
}
