package io.executionplane.journal.view;

import io.executionplane.journal.read.ExecutionView;
import java.util.Optional;

/**
 * An execution as the view spells it: enough to find it.
 *
 * @param ordering place of its first event among all rows of the journal
 * @param ref whose row it is, as it stands there
 * @param admittedMicros when it was admitted or rejected, microseconds since 1970
 * @param endedMicros when it ended
 */
record ViewRow(
    long ordering,
    String ref,
    Optional<String> tenant,
    Optional<String> lane,
    Optional<String> target,
    Optional<String> status,
    Optional<Long> admittedMicros,
    Optional<Long> endedMicros) {

  static ViewRow of(ExecutionView view) {
    return new ViewRow(
        view.ordering(),
        view.ref().text(),
        view.tenantId().map(ViewKey::of),
        view.laneId().map(ViewKey::of),
        view.targetId().map(ViewKey::of),
        view.status().map(ViewKey::of),
        view.state().admittedAt().map(ViewKey::micros),
        view.state().endedAt().map(ViewKey::micros));
  }
}
