package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Rules;

/** The response to one request. */
public record JsonRpcCallOutput(JsonRpcResponse response, JsonRpcTraffic traffic)
    implements JsonRpcOutput {

  public static final Contract<JsonRpcCallOutput> CONTRACT = Contract.of(JsonRpcCallOutput.class);

  private static final Rules RULES = Rules.of(JsonRpcCallOutput.class);

  public JsonRpcCallOutput {
    RULES.check(response, traffic).orThrow();
  }
}
