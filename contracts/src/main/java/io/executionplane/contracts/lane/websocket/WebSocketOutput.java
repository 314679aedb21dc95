package io.executionplane.contracts.lane.websocket;

/** What the WebSocket lane ends with. */
public sealed interface WebSocketOutput permits WebSocketSessionOutput {}
