package io.executionplane.journal.write;

import com.typesafe.config.Config;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.PersistenceIds;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.commit.CommitLimits;
import io.executionplane.journal.commit.GroupCommit;
import io.executionplane.journal.read.JournalReader;
import io.executionplane.journal.read.StoredRow;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.JournalStoreExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.persistence.AtomicWrite;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.persistence.PersistentRepr$;
import org.apache.pekko.persistence.journal.japi.AsyncWriteJournal;
import scala.concurrent.Future;
import scala.jdk.javaapi.CollectionConverters;
import scala.jdk.javaapi.FutureConverters;

/**
 * The journal of executions, as Pekko Persistence asks for it: events become durable in group
 * commits, together with the content that they name, and histories are read back by a few threads.
 * Keeps executions and nothing else, and never deletes.
 *
 * <p>The only class that touches Scala.
 */
public final class EvidenceJournal extends AsyncWriteJournal {

  private final GroupCommit<PendingEvents> commit;
  private final JournalReader reader;
  private final HistoryThreads threads;

  /**
   * Made by Pekko, by reflection.
   *
   * @param section {@code execution-plane.journal.pekko-journal}; {@code reference.conf} explains
   *     it
   */
  public EvidenceJournal(Config section) {
    var store = JournalStoreExtension.get(context().system()).store();
    this.reader = store.reader();
    this.threads = new HistoryThreads(store.journalThreads() - 1);
    this.commit =
        GroupCommit.start(
            "event store", store.dataSource(), new IntoJournal(), limits(section, store));
  }

  private static CommitLimits limits(Config section, JournalStore store) {
    return new CommitLimits(
        section.getInt("waiting-rows-max"),
        section.getMemorySize("waiting-bytes-max").toBytes(),
        section.getInt("batch-rows-max"),
        section.getMemorySize("batch-bytes-max").toBytes(),
        store.closeTimeout());
  }

  /** What waits is stored before the store is closed, which is when the whole system has ended. */
  @Override
  public void postStop() {
    commit.close();
    threads.close();
  }

  // --- Writing

  @Override
  public Future<Iterable<Optional<Exception>>> doAsyncWriteMessages(Iterable<AtomicWrite> writes) {
    var all = new ArrayList<CompletableFuture<?>>();
    for (var write : writes) {
      all.add(commit.offer(PendingEvents.of(rows(write))).toCompletableFuture());
    }
    // None is ever rejected: what cannot be stored fails, and its execution goes back to the
    // record.
    return FutureConverters.asScala(
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
            .<Iterable<Optional<Exception>>>thenApply(stored -> List.of()));
  }

  private static List<EventRow> rows(AtomicWrite write) {
    return CollectionConverters.asJava(write.payload()).stream().map(EvidenceJournal::row).toList();
  }

  private static EventRow row(PersistentRepr written) {
    if (written.payload() instanceof RecordedEvent event
        && event.event().seq() == written.sequenceNr()) {
      return new EventRow(
          written.persistenceId(), written.writerUuid(), written.timestamp(), event);
    }
    throw new IllegalArgumentException(
        "the journal keeps recorded events, each at its own place, and not "
            + written.payload().getClass().getName());
  }

  @Override
  public Future<Void> doAsyncDeleteMessagesTo(String persistenceId, long toSequenceNr) {
    return FutureConverters.asScala(
        CompletableFuture.<Void>failedStage(
            new UnsupportedOperationException("evidence is not deleted")));
  }

  // --- Reading

  @Override
  public Future<Long> doAsyncReadHighestSequenceNr(String persistenceId, long fromSequenceNr) {
    return asked(() -> reader.lastSeq(ref(persistenceId)));
  }

  @Override
  public Future<Void> doAsyncReplayMessages(
      String persistenceId,
      long fromSequenceNr,
      long toSequenceNr,
      long max,
      Consumer<PersistentRepr> replayed) {
    return asked(
        () -> {
          reader
              .rows(ref(persistenceId), fromSequenceNr)
              .limit(max)
              .takeWhile(row -> row.seq() <= toSequenceNr)
              .forEach(row -> replayed.accept(persistent(persistenceId, row)));
          return null;
        });
  }

  private <T> Future<T> asked(Supplier<T> question) {
    return FutureConverters.asScala(threads.ask(question));
  }

  private static ExecutionRef ref(String persistenceId) {
    return PersistenceIds.refOf(persistenceId)
        .orElseThrow(
            () ->
                new IllegalArgumentException("the journal keeps executions, no " + persistenceId));
  }

  private static PersistentRepr persistent(String persistenceId, StoredRow row) {
    return PersistentRepr$.MODULE$.apply(
        row.event(), row.seq(), persistenceId, "", false, null, "");
  }
}
