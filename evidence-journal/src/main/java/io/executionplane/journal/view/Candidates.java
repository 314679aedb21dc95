package io.executionplane.journal.view;

import java.util.List;

/** Executions that a query may want, newest first, to be looked at one by one. */
interface Candidates {

  /** What comes next before a place. */
  Stretch before(long place);

  /**
   * An execution that may be wanted.
   *
   * @param ref whose it is, which may be no ref
   */
  record Candidate(long ordering, String ref) {}

  /**
   * A part of the journal that was searched.
   *
   * @param candidates all in it, newest first
   * @param searched how many rows were read for it
   * @param reached the place down to which it was searched
   * @param isLast whether nothing comes before it
   */
  record Stretch(List<Candidate> candidates, int searched, long reached, boolean isLast) {

    public Stretch {
      candidates = List.copyOf(candidates);
    }
  }
}
