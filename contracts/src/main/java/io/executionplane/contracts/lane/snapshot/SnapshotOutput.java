package io.executionplane.contracts.lane.snapshot;

/** What the snapshot lane ends with. */
public sealed interface SnapshotOutput
    permits SnapshotDescribeOutput, SnapshotInvokeOutput, SnapshotExecuteOutput {

  /** What every answer has. */
  SnapshotEnvelope envelope();
}
