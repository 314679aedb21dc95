package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.lane.LanePayload;

/** What the JSON-RPC lane can be asked. */
public sealed interface JsonRpcPayload extends LanePayload
    permits JsonRpcCall, JsonRpcNotify, JsonRpcBatch, JsonRpcSession {

  /** The lane's name. */
  String LANE_ID = "jsonrpc";

  /** How the peer is reached. */
  JsonRpcPeer peer();
}
