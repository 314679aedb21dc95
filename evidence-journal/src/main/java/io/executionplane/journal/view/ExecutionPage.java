package io.executionplane.journal.view;

import io.executionplane.journal.read.ExecutionView;
import java.util.List;
import java.util.Optional;

/**
 * A page of a list.
 *
 * @param executions newest first; may be fewer than the limit, even none, when there is more
 * @param nextPageToken where to go on; absent when there is no more
 */
public record ExecutionPage(List<ExecutionView> executions, Optional<String> nextPageToken) {

  public ExecutionPage {
    executions = List.copyOf(executions);
  }
}
