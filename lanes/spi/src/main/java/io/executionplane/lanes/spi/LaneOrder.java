package io.executionplane.lanes.spi;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.lane.LanePayload;

/** What a lane is to do: admitted, recorded, and typed. */
public record LaneOrder<P extends LanePayload>(ExecutionRef ref, String operation, P payload) {}
