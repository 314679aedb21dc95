package io.executionplane.contracts.lane.jsonrpc;

/** What the JSON-RPC lane ends with. */
public sealed interface JsonRpcOutput
    permits JsonRpcCallOutput, JsonRpcNotifyOutput, JsonRpcBatchOutput, JsonRpcSessionOutput {

  /** What went over the connection. */
  JsonRpcTraffic traffic();
}
