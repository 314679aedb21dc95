package io.executionplane.lanes.spi;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.json.JsonObject;

/**
 * How an effect ended, when the lane saw it end.
 *
 * @param succeeded whether the lane counts it as success; a command that exits with 3 does not
 * @param stopped whether a call of {@link LaneControl#stop} reached the effect before it had ended
 *     by itself
 * @param output the lane's typed result in its wire form
 */
public record LaneOutcome(
    boolean succeeded, boolean stopped, JsonObject output, Containment containment) {}
