package io.executionplane.journal.view;

/**
 * What a page costs at most.
 *
 * @param folded executions whose events are read
 * @param searched rows that are searched for them; the stretch under way is ended
 * @param stretch rows of one stretch, from 1
 */
record PageBounds(int folded, int searched, int stretch) {

  /** Of the size that 100,000 executions need no second page only because they were searched. */
  static final PageBounds STANDARD = new PageBounds(2000, 150_000, 512);
}
