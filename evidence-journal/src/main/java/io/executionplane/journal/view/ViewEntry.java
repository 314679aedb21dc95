package io.executionplane.journal.view;

import io.executionplane.journal.read.ExecutionView;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the view is to know of an execution from now on.
 *
 * @param labels its labels, as the view spells them
 * @param isNew whether its first event was seen only now
 */
record ViewEntry(ViewRow row, Set<String> labels, boolean isNew) {

  ViewEntry {
    labels = Set.copyOf(labels);
  }

  static ViewEntry of(ExecutionView view, boolean isNew) {
    var labels = view.labels().entrySet().stream().map(ViewKey::of).collect(Collectors.toSet());
    return new ViewEntry(ViewRow.of(view), labels, isNew);
  }
}
