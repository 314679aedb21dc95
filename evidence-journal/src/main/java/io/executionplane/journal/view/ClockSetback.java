package io.executionplane.journal.view;

import java.util.Comparator;
import java.util.List;

/**
 * By how much executions are dated before others that stand earlier in the journal: clocks are set
 * back, and writers overtake each other.
 *
 * <p>Of two executions the earlier one is dated at most this much after the later one. So where a
 * time is asked for, the journal need not be searched behind an execution that is older by more
 * than this, nor before one that is younger by more.
 */
final class ClockSetback {

  private final ViewTable table;

  ClockSetback(ViewTable table) {
    this.table = table;
  }

  /** The setback once some entries are in the view too, in microseconds. */
  long after(ViewPosition position, List<ViewEntry> entries) {
    var setback = position.setbackMicros();
    var newest = table.newestMicros().orElse(Long.MIN_VALUE);
    for (var row : inOrder(entries)) {
      var at = row.admittedMicros().orElseThrow();
      if (newest > at) {
        setback = Math.max(setback, newest - at);
      }
      newest = Math.max(newest, at);
      if (row.ordering() <= position.journal().ordering()) { // It was seen late, in a gap.
        setback = Math.max(setback, at - table.oldestMicrosAfter(row.ordering()).orElse(at));
      }
    }
    return setback;
  }

  private static List<ViewRow> inOrder(List<ViewEntry> entries) {
    return entries.stream()
        .filter(ViewEntry::isNew)
        .map(ViewEntry::row)
        .filter(row -> row.admittedMicros().isPresent())
        .sorted(Comparator.comparingLong(ViewRow::ordering))
        .toList();
  }
}
