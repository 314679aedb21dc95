package io.executionplane.node.simulation;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.LanePayload;

/** A payload that the lane which is simulated would accept. */
record SimulatedPayload(String operation, JsonObject payload) implements LanePayload {}
