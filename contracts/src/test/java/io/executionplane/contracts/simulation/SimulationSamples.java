package io.executionplane.contracts.simulation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.packet.HttpExecutionIntent;
import io.executionplane.contracts.packet.ProcessExecutionIntent;

/** Documents that are right, each fresh and free to be broken. */
public final class SimulationSamples {

  public static final String SHAPE = "status_or_exit_or_response_or_stream_or_chunk_or_fault_shape";

  private SimulationSamples() {}

  public static ObjectNode policy() {
    return (ObjectNode) NoEgressPolicy.CONTRACT.encode(NoEgressPolicy.standard());
  }

  public static ObjectNode scenario() {
    return parse(
        """
        {"scenario_id": "scenario-1", "version": "1.0.0", "route_kind": "unary",
         "protocol_surface": "http", "matcher_class": "deterministic_over_input",
         "status_or_exit_or_response_or_stream_or_chunk_or_fault_shape":
           {"status_code": 201, "chunks": [{"bytes": 3}]},
         "no_egress_assertion": {"external_egress": "deny", "process_spawn": "deny"},
         "bounded_evidence_projection":
           {"contract_version": "ExecutionPlane.LowerSimulationEvidence.v1",
            "raw_payload_persistence": "shape_only"},
         "input_fingerprint_ref": "fingerprint://execution-plane/input/1",
         "cleanup_behavior": {"steps": [{"kind": "none"}]}, "owner_repo": "execution_plane"}
        """);
  }

  public static ObjectNode lineage() {
    return parse(
        """
        {"tenant_id": "t", "trace_id": "tr", "request_id": "rq", "decision_id": "d",
         "boundary_session_id": "s", "attempt_ref": "a", "route_id": "route-1",
         "idempotency_key": "k"}
        """);
  }

  public static ObjectNode evidence() {
    var evidence =
        parse(
            """
            {"scenario_ref": "lower-scenario://s/1", "route_id": "route-1", "family": "http",
             "protocol": "http", "outcome_contract_version": "execution_outcome.v1",
             "outcome_status": "succeeded", "outcome_family": "http",
             "side_effect_policy": "deny_external_egress", "side_effect_result": "not_attempted",
             "raw_payload_shape": ["body", "status_code"], "owner_repo": "execution_plane"}
            """);
    evidence.set("lineage", lineage());
    for (var name : new String[] {"input_fingerprint", "output_fingerprint"}) {
      evidence.putObject(name).put("sha256", "sha256:" + "0".repeat(64)).put("byte_size", 0);
    }
    return evidence;
  }

  public static ObjectNode selection() {
    return parse(
        """
        {"selection_surface": "adapter_registry", "config_key": "execution_plane.adapters.http",
         "default_value_when_unset": "live", "fail_closed_action_when_misconfigured": "refuse",
         "owner_repo": "execution_plane"}
        """);
  }

  public static ObjectNode boundary() {
    return parse(
        """
        {"outcome_ref": "execution-outcome://route-1",
         "input_fingerprint_ref": "fingerprint://execution-plane/input/1",
         "schema_ref": "schema://execution-plane/execution-evidence-boundary/v1",
         "bounded_status": "succeeded",
         "bounded_exit_code_or_response_shape": {"family": "http", "status_code": 201},
         "claim_check_ref_or_null": null, "redacted_preview_ref_or_null": null,
         "scan_result": {"status": "passed", "raw_payload_included": false,
           "scan_scope": "bounded_evidence_fields", "checked_for": ["secret"]},
         "owner_repo": "execution_plane"}
        """);
  }

  /** A simulation that succeeds, as an owner would configure it for a protocol. */
  public static ObjectNode simulation(String protocol) {
    var policy = protocol.equals("process") ? "deny_process_spawn" : "deny_external_egress";
    var simulation = parse("{\"scenario_ref\": \"lower-scenario://s/1\"}");
    simulation.put("side_effect_policy", policy);
    simulation.set("no_egress_policy", policy());
    simulation.set(
        "raw_payload",
        parse("{\"status_code\": 201, \"headers\": {\"a\": \"b\"}, \"body\": \"made up\"}"));
    return simulation;
  }

  public static ExecutionRoute route(String protocol, ObjectNode simulation) {
    var route =
        parse(
            """
            {"route_id": "route-1", "family": "family-1", "transport_family": "local",
             "placement_family": "local"}
            """);
    route.put("protocol", protocol).set("lineage", lineage());
    route.putObject("resolved_target").set("lower_simulation", simulation);
    return ExecutionRoute.CONTRACT.decode(route);
  }

  public static ObjectNode envelope(String protocol) {
    return parse(
            """
            {"intent_id": "i", "family": "family-1", "idempotency_key": "k",
             "boundary_session_id": "s", "decision_id": "d", "target_ref": "target://t",
             "attach_grant_ref": "attach-grant://g",
             "target_auth_posture_ref": "target-posture://p",
             "no_egress_posture_ref": "no-egress-posture://n", "workspace_ref": "workspace://w"}
            """)
        .put("protocol", protocol);
  }

  public static HttpExecutionIntent http(String url) {
    var intent =
        parse("{\"request_shape\": \"POST\", \"stream_mode\": \"unary\", \"headers\": {}}");
    intent.withObject("/headers").put("x-target", url);
    intent.putObject("body").put("url", url).put("n", 1.5);
    intent.set("envelope", envelope("http"));
    return HttpExecutionIntent.CONTRACT.decode(intent);
  }

  public static ProcessExecutionIntent process(String command, String... argv) {
    var intent = parse("{\"stdio_mode\": \"pipe\", \"stdin\": \"in\", \"cwd\": \"/tmp\"}");
    intent.put("command", command).putObject("env_projection").put("A", "1");
    var arguments = intent.putArray("argv");
    for (var each : argv) {
      arguments.add(each);
    }
    intent.set("envelope", envelope("process"));
    return ProcessExecutionIntent.CONTRACT.decode(intent);
  }

  public static ObjectNode parse(String json) {
    return (ObjectNode) Json.parse(json);
  }
}
