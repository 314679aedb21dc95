package io.executionplane.contracts.lane.process;

import io.executionplane.contracts.lane.LanePayload;

/** What the process lane can be asked. */
public sealed interface ProcessPayload extends LanePayload permits ProcessRun, ProcessSession {}
