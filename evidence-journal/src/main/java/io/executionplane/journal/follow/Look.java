package io.executionplane.journal.follow;

import java.util.List;

/**
 * What somebody who follows the journal found next.
 *
 * @param taken what was taken of the rows, oldest first
 * @param next where he stands once that is done with
 * @param unreadable rows that are no event, which are kept among the gaps
 * @param held whether new rows are left alone because too much before them is unexplained
 * @param full whether there was more than one look takes
 */
public record Look<T>(
    List<T> taken, JournalPosition next, int unreadable, boolean held, boolean full) {

  public Look {
    taken = List.copyOf(taken);
  }
}
