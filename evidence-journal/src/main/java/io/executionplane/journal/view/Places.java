package io.executionplane.journal.view;

/**
 * Places in the journal between two others, without these.
 *
 * @param after 0 for the beginning
 * @param before {@link Long#MAX_VALUE} for the end
 */
record Places(long after, long before) {

  Places upTo(long place) {
    return new Places(after, Math.min(before, place));
  }
}
