package io.executionplane.journal.chain;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.Optional;

/** The names under which the journal keeps executions: {@code execution|ex_…}. */
public final class PersistenceIds {

  /** What all of them begin with. Other things in the same journal begin otherwise. */
  public static final String PREFIX = "execution|";

  private PersistenceIds() {}

  public static String of(ExecutionRef ref) {
    return PREFIX + ref.text();
  }

  /** The execution that a name stands for; empty for a name of something else. */
  public static Optional<ExecutionRef> refOf(String persistenceId) {
    return Optional.of(persistenceId)
        .filter(id -> id.startsWith(PREFIX))
        .map(id -> id.substring(PREFIX.length()))
        .filter(ExecutionRef::isRef)
        .map(ExecutionRef::new);
  }
}
