package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;

/**
 * Several messages as one array, answered in any order.
 *
 * @param messages at least one; requests have different ids
 */
public record JsonRpcBatch(
    @Inline JsonRpcPeer peer, @Size(min = 1, max = 1_000) List<JsonRpcMessage> messages)
    implements JsonRpcPayload {

  /** The operation's name. */
  public static final String OPERATION = "batch";

  public static final Contract<JsonRpcBatch> CONTRACT = Contract.of(JsonRpcBatch.class);

  private static final Rules RULES = Rules.of(JsonRpcBatch.class);

  public JsonRpcBatch {
    RULES
        .check(peer, messages)
        .and(messages, JsonRpcMessages::haveDifferentIds, "messages", JsonRpcMessages.RULE)
        .orThrow();
    messages = List.copyOf(messages);
  }
}
