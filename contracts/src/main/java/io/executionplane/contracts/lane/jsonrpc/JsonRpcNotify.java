package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Rules;

/** One message that nobody answers. */
public record JsonRpcNotify(@Inline JsonRpcPeer peer, JsonRpcMessage.Notification notification)
    implements JsonRpcPayload {

  /** The operation's name. */
  public static final String OPERATION = "notify";

  public static final Contract<JsonRpcNotify> CONTRACT = Contract.of(JsonRpcNotify.class);

  private static final Rules RULES = Rules.of(JsonRpcNotify.class);

  public JsonRpcNotify {
    RULES.check(peer, notification).orThrow();
  }
}
