package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.JsonValue;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Tag;
import io.executionplane.contracts.json.Tagged;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a peer answered to one request. */
@Tagged("kind")
public sealed interface JsonRpcResponse {

  /**
   * The method's result.
   *
   * @param result may be null: JSON-RPC asks only that it is there
   */
  @Tag("result")
  record Result(JsonRpcId id, @Nullable JsonValue result) implements JsonRpcResponse {

    private static final Rules RULES = Rules.of(Result.class);

    public Result {
      RULES.check(id, result).orThrow();
    }
  }

  /**
   * An error. It is a success of the lane: it is what the peer said.
   *
   * @param id null where the peer could not tell which request it was
   * @param code JSON-RPC keeps −32768 to −32000 for itself
   * @param data more about it, as the peer chose
   */
  @Tag("error")
  record Failed(
      @Nullable JsonRpcId id,
      int code,
      @Length(max = 65_536) String message,
      Optional<JsonValue> data)
      implements JsonRpcResponse {

    private static final Rules RULES = Rules.of(Failed.class);

    public Failed {
      RULES.check(id, code, message, data).orThrow();
    }
  }
}
