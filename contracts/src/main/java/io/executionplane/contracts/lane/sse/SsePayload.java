package io.executionplane.contracts.lane.sse;

import io.executionplane.contracts.lane.LanePayload;

/** What the SSE lane can be asked. */
public sealed interface SsePayload extends LanePayload permits SseSubscribe {}
