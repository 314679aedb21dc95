package io.executionplane.contracts.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.packet.HttpExecutionIntent;
import io.executionplane.contracts.packet.JsonRpcExecutionIntent;
import io.executionplane.contracts.packet.ProcessExecutionIntent;

/** A route and an intent of each protocol that fit each other, as documents and as values. */
public final class Packets {

  private static final String ROUTE =
      """
      {
        "route_id": "route-1", "family": "kit", "protocol": "PROTOCOL",
        "transport_family": "PROTOCOL", "placement_family": "local",
        "lineage": {
          "tenant_id": "tenant-1", "trace_id": "trace-1", "request_id": "request-1",
          "decision_id": "decision-1", "boundary_session_id": "session-1",
          "attempt_ref": "attempt://kit/1", "route_id": "route-1", "idempotency_key": "key-1"
        }
      }
      """;

  private static final String INTENT =
      """
      {
        "envelope": {
          "intent_id": "intent-1", "family": "kit", "protocol": "PROTOCOL",
          "idempotency_key": "key-1", "boundary_session_id": "session-1",
          "decision_id": "decision-1", "target_ref": "target://t",
          "attach_grant_ref": "attach-grant://g", "target_auth_posture_ref": "target-posture://p",
          "no_egress_posture_ref": "no-egress-posture://n", "workspace_ref": "workspace://w"
        }
      }
      """;

  private Packets() {}

  // --- Documents, free to change

  /** The least route of a protocol. */
  public static ObjectNode route(String protocol) {
    return object(ROUTE.replace("PROTOCOL", protocol));
  }

  /** The least intent of a protocol that fits its least route. */
  public static ObjectNode intent(String protocol) {
    var intent = object(INTENT.replace("PROTOCOL", protocol));
    if (protocol.equals("http")) {
      intent.put("request_shape", "json").put("stream_mode", "unary");
    } else if (protocol.equals("process")) {
      intent.put("command", "echo").put("stdio_mode", "pipe");
    }
    return intent;
  }

  /** A document with one value put where a JSON pointer says; {@code null} takes it away. */
  public static ObjectNode with(ObjectNode document, String pointer, String json) {
    var copy = document.deepCopy();
    var end = pointer.lastIndexOf('/');
    var parent = (ObjectNode) copy.at(pointer.substring(0, end));
    var value = Json.parse(json);
    var name = pointer.substring(end + 1);
    if (value.isNull()) {
      parent.remove(name);
    } else {
      parent.set(name, value);
    }
    return copy;
  }

  private static ObjectNode object(String json) {
    return (ObjectNode) Json.parse(json);
  }

  // --- Values

  public static ExecutionRoute route(JsonNode document) {
    return ExecutionRoute.CONTRACT.decode(document);
  }

  public static HttpExecutionIntent http(JsonNode document) {
    return HttpExecutionIntent.CONTRACT.decode(document);
  }

  public static ProcessExecutionIntent process(JsonNode document) {
    return ProcessExecutionIntent.CONTRACT.decode(document);
  }

  public static JsonRpcExecutionIntent jsonRpc(JsonNode document) {
    return JsonRpcExecutionIntent.CONTRACT.decode(document);
  }

  /** What makes a process route simulated. */
  public static String simulatedTarget() {
    return """
    { "lower_simulation": {
        "scenario_ref": "scenario://s", "raw_payload": { "exit": { "code": 0 } },
        "side_effect_policy": "deny_process_spawn",
        "no_egress_policy": {
          "policy_ref": "no-egress-policy://execution-plane/lower/v1", "mode": "deny",
          "enforcement_boundary": "lower_runtime",
          "denied_surfaces": {
            "external_egress": "deny", "process_spawn": "deny",
            "unregistered_provider_route": "deny", "raw_external_saas_write_path": "deny" },
          "required_negative_evidence": [
            "attempted_unregistered_provider_route", "attempted_raw_external_saas_write_path" ]
        } } }
    """;
  }
}
