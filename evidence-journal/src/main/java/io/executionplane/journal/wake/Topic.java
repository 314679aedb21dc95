package io.executionplane.journal.wake;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import java.util.Optional;

/**
 * What somebody can wait for.
 *
 * @param stream the stream of which there may be more; absent means the execution's events
 */
public record Topic(ExecutionRef ref, Optional<StreamName> stream) {

  /** More of a stream, or its end. */
  public static Topic of(ExecutionRef ref, StreamName stream) {
    return new Topic(ref, Optional.of(stream));
  }

  /** More events. */
  public static Topic events(ExecutionRef ref) {
    return new Topic(ref, Optional.empty());
  }
}
