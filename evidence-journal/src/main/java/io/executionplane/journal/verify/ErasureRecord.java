package io.executionplane.journal.verify;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.List;
import java.util.Optional;

/**
 * What says which content was destroyed on purpose, such as the log. Where it says nothing of a
 * chunk, content that is gone was taken away by somebody else.
 */
@FunctionalInterface
public interface ErasureRecord {

  /** What was erased of an execution, oldest first; empty where nobody keeps such a record. */
  Optional<List<ErasedChunks>> erased(ExecutionRef ref);

  /** Nobody keeps such a record: content that is gone is then not checked. */
  static ErasureRecord none() {
    return ref -> Optional.empty();
  }
}
