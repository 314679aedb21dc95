package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.JsonValue;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Tagged;
import java.util.Optional;

/** A message to a peer. The lane writes {@code "jsonrpc":"2.0"} itself. */
@Tagged("kind")
public sealed interface JsonRpcMessage {

  /**
   * A message that the peer must answer.
   *
   * @param method not one that JSON-RPC keeps for itself ({@code rpc.} …)
   * @param params an object or an array; absent means that the message has none
   * @param id absent means that the lane chooses one that no other message has
   * @param timeoutMs longest wait for the response, in milliseconds; absent means the lane's
   *     default
   */
  @Tag("request")
  record Request(
      @NotBlank @Length(max = 512) String method,
      Optional<JsonValue> params,
      Optional<JsonRpcId> id,
      @Range(min = 1, max = 86_400_000) Optional<Integer> timeoutMs)
      implements JsonRpcMessage {

    private static final Rules RULES = Rules.of(Request.class);

    public Request {
      RULES
          .check(method, params, id, timeoutMs)
          .and(() -> JsonRpcParams.isFree(method), "method", JsonRpcParams.METHOD_RULE)
          .and(() -> JsonRpcParams.isStructured(params), "params", JsonRpcParams.PARAMS_RULE)
          .orThrow();
    }
  }

  /**
   * A message that nobody answers.
   *
   * @param method not one that JSON-RPC keeps for itself ({@code rpc.} …)
   * @param params an object or an array; absent means that the message has none
   */
  @Tag("notification")
  record Notification(@NotBlank @Length(max = 512) String method, Optional<JsonValue> params)
      implements JsonRpcMessage {

    private static final Rules RULES = Rules.of(Notification.class);

    public Notification {
      RULES
          .check(method, params)
          .and(() -> JsonRpcParams.isFree(method), "method", JsonRpcParams.METHOD_RULE)
          .and(() -> JsonRpcParams.isStructured(params), "params", JsonRpcParams.PARAMS_RULE)
          .orThrow();
    }
  }
}
