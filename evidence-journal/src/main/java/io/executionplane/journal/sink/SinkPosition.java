package io.executionplane.journal.sink;

/**
 * How far a sink has come.
 *
 * @param ordering every row up to this place was delivered, except in the gaps
 * @param gaps places before it that are looked at again
 */
record SinkPosition(long ordering, Gaps gaps) {

  /** Before the first row. */
  static final SinkPosition START = new SinkPosition(0, Gaps.none());
}
