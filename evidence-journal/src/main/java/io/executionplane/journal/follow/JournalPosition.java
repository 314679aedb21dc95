package io.executionplane.journal.follow;

/**
 * How far somebody who follows the journal has come.
 *
 * @param ordering every row up to this place was taken, except in the gaps
 * @param gaps places before it that are looked at again
 */
public record JournalPosition(long ordering, Gaps gaps) {

  /** Before the first row. */
  public static final JournalPosition START = new JournalPosition(0, Gaps.none());
}
