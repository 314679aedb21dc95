package io.executionplane.contracts.lane.snapshot;

import io.executionplane.contracts.lane.LanePayload;

/** What the snapshot lane can be asked. */
public sealed interface SnapshotPayload extends LanePayload
    permits SnapshotDescribe, SnapshotInvoke, SnapshotExecute {

  /** The lane's name. */
  String LANE_ID = "snapshot";

  /** The snapshot, and what it may do. */
  SnapshotUse use();
}
