package io.executionplane.journal.view;

import io.executionplane.journal.follow.JournalPosition;

/**
 * How far the view has come.
 *
 * @param journal what of the journal is in it
 * @param setbackMicros the most by which any execution in it is dated before one that stands
 *     earlier in the journal
 */
record ViewPosition(JournalPosition journal, long setbackMicros) {

  /** Nothing is in it. */
  static final ViewPosition START = new ViewPosition(JournalPosition.START, 0);
}
