package io.executionplane.contracts.lane;

/**
 * What a lane is asked to do, typed. A record with a {@code Contract} of its own, one per
 * operation.
 */
public interface LanePayload {}
