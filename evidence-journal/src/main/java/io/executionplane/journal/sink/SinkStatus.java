package io.executionplane.journal.sink;

import io.executionplane.journal.follow.JournalPosition;
import java.time.Instant;
import java.util.Optional;

/**
 * How a sink is doing. Holds nothing of what was delivered.
 *
 * @param ordering the place in the journal that it has come to
 * @param lagEvents events behind that place that wait for it; counted up to {@link #LAG_MAX}
 * @param gaps ranges before that place which may still get rows
 * @param unreadable rows that could not be delivered because they are no event, or of a form that
 *     is not known here; they are looked at again
 * @param delivered events that it took since the node started
 * @param failures failed attempts since the last one that did not fail
 * @param lastError what went wrong last, while it does
 * @param nextTryAt when it is tried again, after a failure
 */
public record SinkStatus(
    String sinkId,
    long ordering,
    long lagEvents,
    int gaps,
    int unreadable,
    long delivered,
    int failures,
    Optional<String> lastError,
    Optional<Instant> nextTryAt) {

  /** More waiting events than these are not counted. */
  public static final int LAG_MAX = 100_000;

  static SinkStatus unknown(String sinkId) {
    return new SinkStatus(sinkId, 0, 0, 0, 0, 0, 0, Optional.empty(), Optional.empty());
  }

  SinkStatus withLag(long events) {
    return new SinkStatus(
        sinkId, ordering, events, gaps, unreadable, delivered, failures, lastError, nextTryAt);
  }

  SinkStatus at(JournalPosition position, int unreadableRows, int deliveredNow) {
    return new SinkStatus(
        sinkId,
        position.ordering(),
        lagEvents,
        position.gaps().count(),
        unreadableRows,
        delivered + deliveredNow,
        0,
        Optional.empty(),
        Optional.empty());
  }

  SinkStatus failed(String error, Optional<Instant> nextTry) {
    return new SinkStatus(
        sinkId,
        ordering,
        lagEvents,
        gaps,
        unreadable,
        delivered,
        failures + 1,
        Optional.of(error),
        nextTry);
  }

  /** The same, with something that an operator should know although nothing failed. */
  SinkStatus noting(String error) {
    return new SinkStatus(
        sinkId,
        ordering,
        lagEvents,
        gaps,
        unreadable,
        delivered,
        failures,
        Optional.of(error),
        nextTryAt);
  }
}
