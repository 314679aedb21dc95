package io.executionplane.journal.follow;

import java.util.List;

/** Where the rows of a journal are read, in the order of their places. */
public interface RowSource {

  /** Rows after a place, ascending. */
  List<JournalRow> rowsAfter(long ordering, int limit);

  /** Rows of a range, ascending. */
  List<JournalRow> rowsIn(Gaps.Range range, int limit);
}
