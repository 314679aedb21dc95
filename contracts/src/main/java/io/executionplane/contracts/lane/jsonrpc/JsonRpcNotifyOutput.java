package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Rules;

/** That a notification was handed to the transport; whether anybody cared is not known. */
public record JsonRpcNotifyOutput(JsonRpcTraffic traffic) implements JsonRpcOutput {

  public static final Contract<JsonRpcNotifyOutput> CONTRACT =
      Contract.of(JsonRpcNotifyOutput.class);

  private static final Rules RULES = Rules.of(JsonRpcNotifyOutput.class);

  public JsonRpcNotifyOutput {
    RULES.check(traffic).orThrow();
  }
}
