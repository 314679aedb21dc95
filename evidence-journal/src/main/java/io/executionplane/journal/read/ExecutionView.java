package io.executionplane.journal.read;

import io.executionplane.contracts.evidence.EvidenceSubject;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.state.ExecutionState;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An execution as its record tells it.
 *
 * @param state where it stands after its last good event
 * @param ordering place of its first event among all rows of the journal: newer ones have more
 * @param labels what its caller wanted to find again
 * @param defect why the record is not good to its end, as one sentence that names the place; absent
 *     when nothing was found. Only what folding needs is checked: verification checks everything
 */
public record ExecutionView(
    ExecutionState state,
    long ordering,
    SortedMap<String, String> labels,
    Optional<String> defect) {

  public ExecutionView {
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
  }

  public ExecutionRef ref() {
    return state.ref();
  }

  /** Absent only when not even the first event is good. */
  public Optional<ExecutionStatus> status() {
    return state.status();
  }

  /** How many good events there are. */
  public long events() {
    return state.head().seq();
  }

  public Optional<String> tenantId() {
    return state.subject().map(EvidenceSubject::tenantId);
  }

  public Optional<String> requestId() {
    return state.subject().map(EvidenceSubject::requestId);
  }

  public Optional<String> laneId() {
    return state.subject().map(EvidenceSubject::laneId);
  }

  /** Where it runs or ran; absent while no target is selected. */
  public Optional<String> targetId() {
    return state.target().map(target -> target.targetId());
  }
}
