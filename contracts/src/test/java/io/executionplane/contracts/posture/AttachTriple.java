package io.executionplane.contracts.posture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.hazmat.AttachGrant;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.packet.ExecutionIntentEnvelope;
import java.time.Instant;
import java.util.Set;

/** A posture, a grant and an intent that agree, as trees that a test may bend. */
public record AttachTriple(ObjectNode posture, ObjectNode grant, ObjectNode envelope) {

  public static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  public static final String HANDLE = "credential-handle://vault/1";

  private static final String TARGET =
      """
      "target_ref": "target://t1", "target_auth_posture_ref": "target-posture://p1",
      "no_egress_posture_ref": "no-egress-posture://deny", "boundary_session_id": "session-1",
      "process_target_identity_ref": "process-target-identity://p",
      "stream_target_identity_ref": "stream-target-identity://s",
      "service_identity_ref": "service-identity://i", "workspace_ref": "workspace://w1"
      """;

  public static AttachTriple matching() {
    return new AttachTriple(
        tree(
            """
            "tenant_ref": "tenant-1", "target_kind": "process",
            "target_auth_posture": "materialize_on_attach",
            "allowed_provider_account_refs": ["provider-account://a"],
            "allowed_connector_instance_refs": ["connector-instance://c"],
            "allowed_credential_handle_refs": ["credential-handle://vault/1"],
            "allowed_attach_grant_refs": ["attach-grant://g1"],
            "cleanup_refs": ["cleanup://wipe"],
            "materialized_state_refs": ["materialized-credential://m1"]
            """),
        tree(
            """
            "tenant_ref": "tenant-1", "installation_ref": "installation-1",
            "project_ref": "project-1", "environment_ref": "environment-1",
            "resource_ref": "resource-1", "authority_packet_ref": "authority-1",
            "permission_decision_ref": "decision-1", "idempotency_key": "key-1",
            "trace_id": "trace-1", "correlation_id": "correlation-1",
            "release_manifest_ref": "release-1", "principal_ref": "principal-1",
            "attach_grant_ref": "attach-grant://g1", "lease_ref": "lease-1",
            "hazmat_resource_ref": "hazmat-1", "revocation_ref": "revocation-1",
            "grant_scope": {"directions": ["read"]}, "expires_at": "2026-11-20T08:01:00Z",
            "credential_handle_refs": ["credential-handle://vault/1"],
            "provider_account_refs": ["provider-account://a"],
            "connector_instance_refs": ["connector-instance://c"],
            "cleanup_refs": ["cleanup://forget"]
            """),
        tree(
            """
            "intent_id": "intent-1", "family": "process", "protocol": "process",
            "idempotency_key": "key-1", "decision_id": "decision-1",
            "attach_grant_ref": "attach-grant://g1",
            "credential_handle_refs": ["credential-handle://vault/1"]
            """));
  }

  private static ObjectNode tree(String own) {
    return (ObjectNode) Json.parse("{" + TARGET + "," + own + "}");
  }

  public AttachVerdict verdict() {
    return AttachAuthorization.authorize(
        targetPosture(), attachGrant(), ExecutionIntentEnvelope.CONTRACT.decode(envelope), NOW);
  }

  public AttachVerdict verdict(Set<String> revokedRefs, Instant now) {
    return AttachAuthorization.authorize(
        targetPosture(),
        attachGrant(),
        ExecutionIntentEnvelope.CONTRACT.decode(envelope),
        revokedRefs,
        now);
  }

  public TargetPosture targetPosture() {
    return TargetPosture.CONTRACT.decode(posture);
  }

  public AttachGrant attachGrant() {
    return AttachGrant.CONTRACT.decode(grant);
  }
}
