package io.executionplane.node.session;

import io.executionplane.contracts.execution.ExecutionRef;

/** The executions, as their sessions see them. */
public interface SessionOwners {

  /** Has something recorded. Answered once it is durable. */
  void report(ExecutionRef ref, SessionReport report);

  /** Asks for an execution to be stopped; the wish is recorded before it is carried out. */
  void cancel(ExecutionRef ref, String requestedBy);
}
