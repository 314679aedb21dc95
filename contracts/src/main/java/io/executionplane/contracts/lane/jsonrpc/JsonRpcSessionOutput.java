package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * How a conversation went.
 *
 * @param initialized what the peer answered to the greeting
 * @param unanswered how many requests got no response
 */
public record JsonRpcSessionOutput(
    Optional<JsonObject> initialized,
    JsonRpcTraffic traffic,
    @Range(min = 0) long unanswered,
    EndedBy endedBy)
    implements JsonRpcOutput {

  public static final Contract<JsonRpcSessionOutput> CONTRACT =
      Contract.of(JsonRpcSessionOutput.class);

  private static final Rules RULES = Rules.of(JsonRpcSessionOutput.class);

  public JsonRpcSessionOutput {
    RULES.check(initialized, traffic, unanswered, endedBy).orThrow();
  }

  /** Who ended it. */
  public enum EndedBy {
    /** Whoever was attached closed the input. */
    CALLER,
    /** The peer closed its side. */
    PEER,
    /** Nothing was said for too long. */
    IDLE
  }
}
