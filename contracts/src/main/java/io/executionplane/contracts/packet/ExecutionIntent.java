package io.executionplane.contracts.packet;

/** What shall be done, in the terms of one protocol. */
public sealed interface ExecutionIntent
    permits HttpExecutionIntent, ProcessExecutionIntent, JsonRpcExecutionIntent {

  /** What every intent says. */
  ExecutionIntentEnvelope envelope();
}
