package io.executionplane.journal.read;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.List;

/** Which execution somebody means. */
public sealed interface Resolution {

  /** This one, and no other. */
  record Found(ExecutionRef ref) implements Resolution {}

  /** None that is recorded here. */
  record Unknown() implements Resolution {}

  /** Too few characters to mean anything, or characters that no ref has. */
  record NotARef() implements Resolution {}

  /**
   * Several.
   *
   * @param candidates the first few, in order
   */
  record Ambiguous(List<ExecutionRef> candidates) implements Resolution {

    public Ambiguous {
      candidates = List.copyOf(candidates);
    }
  }
}
