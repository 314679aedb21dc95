package io.executionplane.journal.live;

import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.read.StoredRow;
import io.executionplane.journal.wake.Topic;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A place in the events of an execution. */
final class EventCursor extends Cursor<RecordedEvent> {

  /** At 16 KiB an event, 4 MiB of memory at worst. */
  private static final int BATCH_EVENTS = 256;

  private final Readers readers;
  private final ExecutionRef ref;
  private long nextSeq;
  private boolean over;

  EventCursor(Readers readers, ExecutionRef ref, long fromSeq, boolean follow, Executor executor) {
    super(readers.wakeups(), List.of(Topic.events(ref)), executor, follow);
    this.readers = readers;
    this.ref = ref;
    this.nextSeq = fromSeq;
  }

  @Override
  boolean isOver() {
    return over;
  }

  @Override
  CompletionStage<List<RecordedEvent>> look() {
    return CompletableFuture.supplyAsync(this::page, executor())
        .thenCompose(events -> events.isEmpty() && follows() ? noneAfterTheEnd() : known(events));
  }

  /** Whoever asks for what follows the terminal event must not wait for it. */
  private CompletionStage<List<RecordedEvent>> noneAfterTheEnd() {
    return readers
        .states()
        .apply(ref)
        .thenApply(
            state -> {
              over = state.ended().isPresent() && state.head().seq() < nextSeq;
              return List.of();
            });
  }

  private static CompletionStage<List<RecordedEvent>> known(List<RecordedEvent> events) {
    return CompletableFuture.completedStage(events);
  }

  private List<RecordedEvent> page() {
    var events =
        readers.journal().rows(ref, nextSeq).limit(BATCH_EVENTS).map(StoredRow::event).toList();
    for (var event : events) {
      nextSeq = event.event().seq() + 1;
      over = event.event().payload() instanceof Terminal;
    }
    return events;
  }
}
