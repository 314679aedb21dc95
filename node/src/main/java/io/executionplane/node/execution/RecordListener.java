package io.executionplane.node.execution;

import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.state.ExecutionState;
import java.time.Duration;
import java.util.List;

/** Is told what has become durable. */
@FunctionalInterface
public interface RecordListener {

  /**
   * Events of an execution are durable. Called by its actor, which goes on when this returns: it
   * must not wait.
   *
   * @param after where the execution stands after them
   * @param events in order; at least one
   * @param took from the wish to record them until they were durable
   */
  void recorded(ExecutionState after, List<RecordedEvent> events, Duration took);
}
