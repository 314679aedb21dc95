package io.executionplane.journal.follow;

import io.executionplane.journal.chain.UnreadableEventException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Finds what comes next, and loses nothing although rows become visible out of order.
 *
 * <p>A row's place is drawn when it is inserted, and it is seen when its transaction commits: a row
 * may appear before rows that were seen already. So places that were passed and were empty are
 * remembered as gaps and looked at again, until it is known that nobody can fill them.
 *
 * <p>Everything is read from the back to the front. An execution's rows are written one after the
 * other, so whoever has seen a row finds all that come before it in its execution when he looks
 * there afterwards. Read from front to back, a commit between two queries could show an event and
 * hide the one before it. docs/decisions/0021 has the whole argument.
 *
 * @param <T> what is taken of a row
 */
public final class JournalLook<T> {

  /** Gaps that fit into their column. With more, new rows wait until some are explained. */
  public static final int GAPS_MAX = 1024;

  private final RowSource rows;
  private final BooleanSupplier quiet;
  private final RowTaking<T> take;
  private final BatchBounds bounds;

  /**
   * A look at a journal, to be taken any number of times.
   *
   * @param quiet says yes only if every transaction that had begun before it was asked has ended
   */
  public JournalLook(RowSource rows, BooleanSupplier quiet, RowTaking<T> take, BatchBounds bounds) {
    this.rows = rows;
    this.quiet = quiet;
    this.take = take;
    this.bounds = bounds;
  }

  /** What comes after a position, and in its gaps. */
  public Look<T> from(JournalPosition position) {
    var later = rows.rowsAfter(position.ordering(), bounds.rows());
    var holes =
        Gaps.between(position.ordering(), later.stream().map(JournalRow::ordering).toList());
    var held = position.gaps().count() + holes.count() > GAPS_MAX;
    return held
        ? look(position, List.of(), position.gaps(), true)
        : look(position, later, position.gaps().and(holes), false);
  }

  private Look<T> look(JournalPosition position, List<JournalRow> later, Gaps gaps, boolean held) {
    // Asked after the gaps are known and before they are read: what is not in them then never will
    // be, because whoever drew those places has ended.
    var nobodyWrites = quiet.getAsBoolean();
    var found = new ArrayList<>(later);
    var horizon = Long.MAX_VALUE;
    for (var i = gaps.count() - 1; i >= 0; i--) {
      var inGap = rows.rowsIn(gaps.ranges().get(i), bounds.rows());
      found.addAll(inGap);
      if (inGap.size() == bounds.rows()) {
        horizon = inGap.get(inGap.size() - 1).ordering();
      }
    }
    found.sort(Comparator.comparingLong(JournalRow::ordering));
    var taking = new Taking(horizon);
    found.forEach(taking::offer);
    var reached = taking.stopped ? taking.passed : last(later).orElse(position.ordering());
    var ordering = Math.max(position.ordering(), reached);
    var complete = nobodyWrites && horizon == Long.MAX_VALUE;
    var open = complete ? Gaps.of(taking.leftUpTo(ordering)) : taking.open(gaps, ordering);
    var full = taking.stopped || horizon < Long.MAX_VALUE || later.size() == bounds.rows();
    return new Look<>(
        taking.taken, new JournalPosition(ordering, open), taking.unreadable.size(), held, full);
  }

  private static Optional<Long> last(List<JournalRow> rows) {
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.get(rows.size() - 1).ordering());
  }

  /** Takes rows in the order of their places, until a batch is full. */
  private final class Taking {

    private final long horizon;
    private final List<T> taken = new ArrayList<>();
    private final List<Long> done = new ArrayList<>();
    private final List<Long> unreadable = new ArrayList<>();
    private final List<Long> left = new ArrayList<>();
    private long bytes;
    private long passed;
    private boolean stopped;

    private Taking(long horizon) {
      this.horizon = horizon;
    }

    void offer(JournalRow row) {
      stopped = stopped || row.ordering() > horizon || isFullFor(row);
      if (stopped) {
        left.add(row.ordering());
      } else {
        take(row);
      }
    }

    private boolean isFullFor(JournalRow row) {
      return taken.size() == bounds.rows()
          || (!taken.isEmpty() && bytes + row.stored().bytes().size() > bounds.bytes());
    }

    private void take(JournalRow row) {
      passed = row.ordering();
      try {
        take.of(row).ifPresent(value -> add(row, value));
        done.add(row.ordering());
      } catch (UnreadableEventException kept) {
        unreadable.add(row.ordering()); // Taken if it can ever be read.
      }
    }

    private void add(JournalRow row, T value) {
      taken.add(value);
      bytes += row.stored().bytes().size();
    }

    /** The places of rows that are there and were not taken. */
    List<Long> leftUpTo(long ordering) {
      var places = new ArrayList<>(unreadable);
      left.stream().filter(place -> place <= ordering).forEach(places::add);
      return places;
    }

    /** What may still hold or get rows. */
    Gaps open(Gaps gaps, long ordering) {
      return gaps.upTo(ordering).without(done).with(unreadable);
    }
  }
}
