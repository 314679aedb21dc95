package io.executionplane.contracts.lane.jsonrpc;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;

/**
 * The responses to a batch.
 *
 * @param responses in the order in which the requests were given, not in the order they came
 * @param unanswered ids of the requests that got none in time
 */
public record JsonRpcBatchOutput(
    @Size(max = 1_000) List<JsonRpcResponse> responses,
    @Size(max = 1_000) List<JsonRpcId> unanswered,
    JsonRpcTraffic traffic)
    implements JsonRpcOutput {

  public static final Contract<JsonRpcBatchOutput> CONTRACT = Contract.of(JsonRpcBatchOutput.class);

  private static final Rules RULES = Rules.of(JsonRpcBatchOutput.class);

  public JsonRpcBatchOutput {
    RULES.check(responses, unanswered, traffic).orThrow();
    responses = List.copyOf(responses);
    unanswered = List.copyOf(unanswered);
  }
}
