package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/** A JSON-RPC exchange. */
@ContractVersion("jsonrpc_execution_intent.v1")
public record JsonRpcExecutionIntent(
    ExecutionIntentEnvelope envelope,
    Optional<JsonObject> transportBinding,
    Optional<JsonObject> protocolSchema,
    Optional<JsonObject> request,
    Optional<JsonObject> sessionPolicy)
    implements ExecutionIntent {

  public static final Contract<JsonRpcExecutionIntent> CONTRACT =
      Contract.of(JsonRpcExecutionIntent.class);

  private static final Rules RULES = Rules.of(JsonRpcExecutionIntent.class);

  public JsonRpcExecutionIntent {
    RULES.check(envelope, transportBinding, protocolSchema, request, sessionPolicy).orThrow();
  }
}
