package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Rules;

/** One request and its response. */
public record JsonRpcCall(@Inline JsonRpcPeer peer, JsonRpcMessage.Request request)
    implements JsonRpcPayload {

  /** The operation's name. */
  public static final String OPERATION = "call";

  public static final Contract<JsonRpcCall> CONTRACT = Contract.of(JsonRpcCall.class);

  private static final Rules RULES = Rules.of(JsonRpcCall.class);

  public JsonRpcCall {
    RULES.check(peer, request).orThrow();
  }
}
