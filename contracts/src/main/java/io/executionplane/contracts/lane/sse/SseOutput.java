package io.executionplane.contracts.lane.sse;

/** What the SSE lane ends with. */
public sealed interface SseOutput permits SseSubscribeOutput {}
