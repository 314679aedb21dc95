package io.executionplane.node.execution;

import io.executionplane.contracts.execution.ExecutionRef;

/**
 * Where executions are found. One code path for a single node and for a cluster: who implements
 * this knows where the actor of a ref lives, and starts it when there is none.
 */
@FunctionalInterface
public interface Executions {

  /** Passes a command to the one actor of an execution. */
  void tell(ExecutionRef ref, Execution.Command command);
}
