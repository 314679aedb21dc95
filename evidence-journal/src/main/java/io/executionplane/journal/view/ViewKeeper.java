package io.executionplane.journal.view;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.follow.BatchBounds;
import io.executionplane.journal.follow.FollowedRows;
import io.executionplane.journal.follow.JournalLook;
import io.executionplane.journal.follow.JournalRow;
import io.executionplane.journal.follow.Look;
import io.executionplane.journal.read.JournalReader;
import io.executionplane.journal.read.ProgressListener;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;

/**
 * Brings the view of a store up to date from its journal, some rows at a time. Rows and place are
 * written in one transaction, so whatever interrupts this leaves a view that can be gone on with,
 * and nobody who looks meanwhile misses what is replaced.
 *
 * <p>There is one for each open store. Safe for use by many threads: one works at a time, and gives
 * way to the others after each batch.
 */
public final class ViewKeeper {

  /** Rows of a batch: at 16 KiB an event, 8 MiB of memory at worst. */
  private static final BatchBounds BATCH = new BatchBounds(512, 4 << 20);

  private final ViewTable table;
  private final ViewSearch search;
  private final JournalLook<JournalRow> look;
  private final Derivation derivation;
  private final ClockSetback setback;

  /**
   * The keeper of a store's view.
   *
   * @param quiet says yes only if every transaction that had begun before it was asked has ended
   */
  public ViewKeeper(DataSource dataSource, BooleanSupplier quiet) {
    this(dataSource, quiet, BATCH);
  }

  ViewKeeper(DataSource dataSource, BooleanSupplier quiet, BatchBounds batch) {
    this.table = new ViewTable(dataSource);
    this.search = new ViewSearch(dataSource);
    this.look =
        new JournalLook<>(
            new FollowedRows(dataSource), quiet, row -> row.ref().map(ref -> row), batch);
    this.derivation = new Derivation(new JournalReader(dataSource));
    this.setback = new ClockSetback(table);
  }

  /**
   * Takes in what comes next, if anything does.
   *
   * @return whether there may be more at once
   */
  boolean step() {
    return take().full();
  }

  /**
   * Takes in everything that is durable now.
   *
   * @param progress is told after each batch but the last how much of the journal is done
   * @return false if that is not possible yet, because too much that is under way would have to be
   *     remembered
   */
  boolean catchUp(ProgressListener progress) {
    var end = table.lastPlace();
    var begin = Long.MAX_VALUE;
    while (true) {
      var taken = take();
      if (taken.hasCome(end)) {
        return !taken.held();
      }
      begin = Math.min(begin, taken.from());
      progress.onProgress(taken.to() - begin, Math.max(end, taken.to()) - begin);
    }
  }

  /**
   * Makes the view again, from the first event.
   *
   * @param progress as for a list
   * @return how many executions are in it
   */
  public long rebuild(ProgressListener progress) {
    forget();
    catchUp(progress);
    return table.size();
  }

  private synchronized void forget() {
    table.forget();
  }

  /**
   * Takes the labels of an execution out of the view, also those that are being taken in now. For
   * when its request has been erased.
   */
  public synchronized void forgetLabels(ExecutionRef ref) {
    table.deleteLabels(ref);
  }

  private synchronized Taken take() {
    var from = position();
    var found = look.from(from.journal());
    if (!found.taken().isEmpty() || !found.next().equals(from.journal())) {
      var entries = derivation.of(found.taken());
      table.replace(entries, new ViewPosition(found.next(), setback.after(from, entries)));
    }
    return new Taken(from.journal().ordering(), found);
  }

  private ViewPosition position() {
    var known = table.position();
    if (known.isEmpty()) {
      table.begin();
    }
    return known.orElse(ViewPosition.START);
  }

  /** Between which places everything lies that was admitted in some time. */
  synchronized Places between(Optional<Instant> since, Optional<Instant> until) {
    var slack = position().setbackMicros();
    var after = since.map(ViewKey::micros).flatMap(from -> search.lastBefore(from - slack));
    var before = until.map(ViewKey::micros).flatMap(to -> search.firstAfter(to + slack));
    return new Places(after.orElse(0L), before.orElse(Long.MAX_VALUE));
  }

  /**
   * What a batch came to.
   *
   * @param from where it began
   */
  private record Taken(long from, Look<JournalRow> look) {

    boolean full() {
      return look.full();
    }

    boolean held() {
      return look.held();
    }

    long to() {
      return look.next().ordering();
    }

    /**
     * Whether everything up to a place is done: nothing is left, or only what lies behind it. What
     * lay in gaps comes first.
     */
    boolean hasCome(long end) {
      return !full() || (from >= end && to() > from);
    }
  }
}
