package io.executionplane.contracts.lane.http;

import io.executionplane.contracts.lane.LanePayload;

/** What the HTTP lane can be asked. */
public sealed interface HttpPayload extends LanePayload permits HttpLaneRequest {}
