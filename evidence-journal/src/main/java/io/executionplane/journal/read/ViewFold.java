package io.executionplane.journal.read;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.journal.chain.UnreadableEventException;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.state.IllegalHistoryException;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folds stored rows to a view, as far as they are good. Used once. */
final class ViewFold {

  private ExecutionState state;
  private long ordering;
  private @Nullable String defect;

  private ViewFold(ExecutionRef ref) {
    this.state = ExecutionState.initial(ref);
  }

  /** The view that some rows make; empty if there are none. */
  static Optional<ExecutionView> of(
      ExecutionRef ref, Stream<StoredRow> rows, RequestLabels labels) {
    var fold = new ViewFold(ref);
    rows.takeWhile(fold::take).forEach(good -> {});
    return fold.ordering == 0 ? Optional.empty() : Optional.of(fold.view(labels));
  }

  private boolean take(StoredRow row) {
    if (ordering == 0) {
      ordering = row.ordering();
    }
    try {
      state = state.apply(row.event());
    } catch (UnreadableEventException unreadable) {
      defect = state.ref() + " seq " + row.seq() + ": " + unreadable.getMessage();
    } catch (IllegalHistoryException impossible) {
      defect = impossible.getMessage();
    }
    return defect == null;
  }

  private ExecutionView view(RequestLabels labels) {
    var found = labels(labels);
    return new ExecutionView(state, ordering, found, Optional.ofNullable(defect));
  }

  private SortedMap<String, String> labels(RequestLabels labels) {
    try {
      return labels.of(state.ref());
    } catch (IOException unreadable) {
      defect = defect == null ? state.ref() + ": the stored request is not readable" : defect;
      return Collections.emptySortedMap();
    }
  }
}
