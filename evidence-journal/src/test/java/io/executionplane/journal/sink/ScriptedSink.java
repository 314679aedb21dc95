package io.executionplane.journal.sink;

import io.executionplane.journal.chain.RecordedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Remembers what it took, and does with the next batches what a test says. */
final class ScriptedSink implements EvidenceSink {

  private final String sinkId;
  private final List<RecordedEvent> taken = new CopyOnWriteArrayList<>();
  private final Deque<Function<List<RecordedEvent>, CompletionStage<Void>>> script =
      new ArrayDeque<>();
  private int calls;
  private boolean closed;

  ScriptedSink(String sinkId) {
    this.sinkId = sinkId;
  }

  @Override
  public String sinkId() {
    return sinkId;
  }

  /** What happens to the next batch for which nothing has been said yet. */
  ScriptedSink then(Function<List<RecordedEvent>, CompletionStage<Void>> does) {
    script.add(does);
    return this;
  }

  ScriptedSink thenThrow(RuntimeException failure) {
    return then(
        batch -> {
          throw failure;
        });
  }

  ScriptedSink thenFail(RuntimeException failure) {
    return then(batch -> CompletableFuture.failedStage(failure));
  }

  @Override
  public CompletionStage<Void> deliver(List<RecordedEvent> batch) {
    calls++;
    return script.isEmpty() ? take(batch) : script.remove().apply(batch);
  }

  CompletionStage<Void> take(List<RecordedEvent> batch) {
    taken.addAll(batch);
    return CompletableFuture.completedStage(null);
  }

  List<RecordedEvent> taken() {
    return new ArrayList<>(taken);
  }

  int calls() {
    return calls;
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public void close() {
    closed = true;
  }
}
