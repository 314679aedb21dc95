package io.executionplane.contracts.lane.websocket;

import io.executionplane.contracts.lane.LanePayload;

/** What the WebSocket lane can be asked. */
public sealed interface WebSocketPayload extends LanePayload permits WebSocketSession {}
