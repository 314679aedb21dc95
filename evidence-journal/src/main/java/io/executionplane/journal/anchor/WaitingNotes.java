package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.json.Bytes;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;

/**
 * Entries that are no anchors and wait for the log, in the order in which they came. Bounded.
 *
 * <p>Unlike heads they cannot be found again in the journal, so each is kept until it is known to
 * be written. A failed write may have happened: what the log has since then is not written again.
 */
final class WaitingNotes {

  private final int max;
  private final Queue<Note> notes = new ArrayDeque<>();

  WaitingNotes(int max) {
    this.max = max;
  }

  /**
   * An entry, and whoever waits for it.
   *
   * @param recorded completes once it is under a signed checkpoint
   */
  record Note(NewEntry entry, CompletableFuture<Done> recorded) {}

  /** Adds an entry; fails its stage at once if there is no room. */
  CompletableFuture<Done> put(LogEntry entry) {
    var note = new Note(NewEntry.of(entry), new CompletableFuture<>());
    if (notes.size() < max) {
      notes.add(note);
    } else {
      note.recorded().completeExceptionally(new IllegalStateException("the log is overloaded"));
    }
    return note.recorded();
  }

  boolean isEmpty() {
    return notes.isEmpty();
  }

  /** The first of them, still waiting. */
  List<Note> first(int most) {
    return notes.stream().limit(most).toList();
  }

  /** These, the first of those that waited, are in the log. */
  void written(List<Note> first) {
    first.forEach(
        note -> {
          notes.remove(note);
          note.recorded().complete(Done.getInstance());
        });
  }

  /** Of what the log got since a write failed, what was in that write is done. */
  void found(List<Bytes> entries) {
    var known = new HashSet<>(entries);
    written(notes.stream().filter(note -> known.contains(note.entry().canonical())).toList());
  }

  void giveUp(RuntimeException why) {
    notes.forEach(note -> note.recorded().completeExceptionally(why));
    notes.clear();
  }
}
