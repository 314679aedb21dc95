package io.executionplane.journal.follow;

import java.util.Optional;

/** What somebody who follows the journal takes of its rows. */
@FunctionalInterface
public interface RowTaking<T> {

  /**
   * What is taken of a row; empty if the row is none of his business.
   *
   * @throws io.executionplane.journal.chain.UnreadableEventException to have the row kept, and
   *     shown again at every look until it can be taken
   */
  Optional<T> of(JournalRow row);
}
