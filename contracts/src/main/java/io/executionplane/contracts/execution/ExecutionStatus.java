package io.executionplane.contracts.execution;

/** Where an execution stands, as callers see it. */
public enum ExecutionStatus {
  /** Admitted and durable; its effect has not been reported yet. */
  ACCEPTED(false),
  /** Its effect is under way. */
  RUNNING(false),
  /** Ended as its lane counts success. */
  SUCCEEDED(true),
  /** Ended otherwise; the failure, if there is one, says why. */
  FAILED(true),
  /** Never started: admission refused it. */
  REJECTED(true),
  /** Stopped because somebody asked for it. */
  CANCELLED(true),
  /** Stopped because its time was up. */
  TIMED_OUT(true),
  /** The truth is unknown: whoever watched it is gone. Never guessed, never launched again. */
  LOST(true);

  private final boolean terminal;

  ExecutionStatus(boolean terminal) {
    this.terminal = terminal;
  }

  /** Whether nothing can follow. */
  public boolean isTerminal() {
    return terminal;
  }
}
