package io.executionplane.node.rerun;

import io.executionplane.contracts.execution.ExecutionRef;

/** An execution cannot be run again from its record. */
public final class NotRerunnableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotRerunnableException(ExecutionRef ref, String why) {
    super(ref + " cannot be run again: " + why);
  }
}
