package io.executionplane.testkit.acceptance;

import static io.executionplane.testkit.acceptance.RunningPlane.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.evidence.AttachPayload.AttachGranted;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.hazmat.AttachGrant;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.packet.ExecutionIntentEnvelope;
import io.executionplane.contracts.posture.AttachCleanup;
import io.executionplane.contracts.posture.AttachEvidence;
import io.executionplane.contracts.posture.AttachRefusalCode;
import io.executionplane.contracts.posture.TargetPosture;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.attach.AttachAuthority;
import io.executionplane.node.attach.AttachDenial;
import io.executionplane.node.attach.AttachRefusal;
import io.executionplane.node.attach.AttachReply;
import io.executionplane.node.attach.AttachWish;
import io.executionplane.node.authority.AttachClaims;
import io.executionplane.node.authority.IssuerKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The acceptance items on attaching, at a target with a posture, through a whole plane. */
class AttachAcceptanceTest {

  private static final String PRINCIPAL = "principal-1";
  private static final String HANDLE = "credential-handle://vault/1";
  private static final String OTHER_HANDLE = "credential-handle://vault/2";

  /** What all three name. */
  private static final String TARGET =
      """
      "target_ref": "target://t1", "target_auth_posture_ref": "target-posture://p1",
      "no_egress_posture_ref": "no-egress-posture://deny", "boundary_session_id": "session-1",
      "workspace_ref": "workspace://w1"
      """;

  @TempDir private Path directory;

  private final ObjectNode posture =
      tree(
          """
          "tenant_ref": "tenant-1", "target_kind": "process",
          "target_auth_posture": "materialize_on_attach",
          "allowed_credential_handle_refs": ["credential-handle://vault/1"],
          "allowed_attach_grant_refs": ["attach-grant://g1"], "cleanup_refs": ["cleanup://wipe"],
          "materialized_state_refs": ["materialized-credential://m1"]
          """);

  private final ObjectNode grant =
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
          "grant_scope": {"directions": ["read"]},
          "credential_handle_refs": ["credential-handle://vault/1"]
          """);

  private final ObjectNode intent =
      tree(
          """
          "intent_id": "intent-1", "family": "process", "protocol": "process",
          "idempotency_key": "key-1", "decision_id": "decision-1",
          "attach_grant_ref": "attach-grant://g1"
          """);

  private Optional<RunningPlane> running = Optional.empty();

  @AfterEach
  void stop() {
    running.ifPresent(RunningPlane::close);
  }

  @Test
  @DisplayName("Attach: a matching triple is authorised with ref-only evidence")
  void authorisesAMatchingTripleWithEvidenceOfNamesOnly() {
    var reply = attach();

    assertThat(reply).isInstanceOf(AttachReply.Attached.class);
    var evidence = recordedEvidence();
    assertThat(evidence.target().attachGrantRef()).isEqualTo("attach-grant://g1");
    assertThat(evidence.credentialHandleRefs()).containsExactly(HANDLE);
    assertThat(evidence.cleanupRequired()).isTrue();
    assertThat(evidence.rawMaterialPresent()).isFalse();
  }

  @Test
  @DisplayName("Attach: use at another target is refused")
  void refusesAGrantForAnotherTarget() {
    grant.put("target_ref", "target://t2");

    assertRefused(AttachRefusalCode.TARGET_REF_MISMATCH);
  }

  @Test
  @DisplayName("Attach: several handles need the flag")
  void refusesSeveralHandlesWithoutTheFlag() {
    grant.withArray("credential_handle_refs").add(OTHER_HANDLE);
    posture.withArray("allowed_credential_handle_refs").add(OTHER_HANDLE);

    assertRefused(AttachRefusalCode.TARGET_MULTI_HANDLE_NOT_PERMITTED);
  }

  @Test
  @DisplayName("Attach: several handles are permitted with the flag")
  void permitsSeveralHandlesWithTheFlag() {
    grant.withArray("credential_handle_refs").add(OTHER_HANDLE);
    posture.withArray("allowed_credential_handle_refs").add(OTHER_HANDLE);
    posture.put("multi_handle", true);

    assertThat(attach()).isInstanceOf(AttachReply.Attached.class);
  }

  @ParameterizedTest
  @DisplayName("Attach: targets without credentials, and forbidden ones, refuse")
  @CsvSource({
    "no-credential, TARGET_POSTURE_FORBIDS_CREDENTIALS",
    "assert_only, TARGET_POSTURE_FORBIDS_CREDENTIALS",
    "forbidden, TARGET_POSTURE_FORBIDDEN"
  })
  void refusesWhatTheTargetNeverAccepts(String kind, AttachRefusalCode code) {
    posture.put("target_auth_posture", kind);

    assertRefused(code);
  }

  @Test
  @DisplayName("Attach: an empty allow-list permits nothing")
  void refusesAGrantThatTheTargetDoesNotList() {
    posture.remove("allowed_attach_grant_refs");

    assertRefused(AttachRefusalCode.ATTACH_GRANT_REF_NOT_ALLOWED);
  }

  @Test
  @DisplayName("Attach: a grant that has expired is refused")
  void refusesAGrantThatHasExpired() {
    grant.put("expires_at", "2020-01-01T00:00:00Z");

    assertThat(refusal()).isEqualTo(new AttachRefusal.Denied(AttachDenial.ATTACH_GRANT_EXPIRED));
  }

  @Test
  @DisplayName("Attach: a target with a posture takes nobody who does not name it")
  void refusesWhoeverBringsNoGrantForTheTarget() {
    intent.removeAll();

    assertThat(refusal())
        .isEqualTo(new AttachRefusal.Denied(AttachDenial.TARGET_POSTURE_GRANT_MISSING));
  }

  @Test
  @DisplayName("Attach: the evidence of a cleanup holds no secret")
  void recordsACleanupWithoutSecrets() {
    attach();

    var cleanup =
        AttachCleanup.of(TargetPosture.CONTRACT.decode(posture), recordedEvidence(), Instant.now());

    assertThat(cleanup.rawMaterialPresent()).isFalse();
    assertThat(cleanup.clearedStateRefs()).containsExactly("materialized-credential://m1");
    assertThat(new String(AttachCleanup.CONTRACT.canonical(cleanup), StandardCharsets.UTF_8))
        .doesNotContain(HANDLE);
  }

  @ParameterizedTest
  @DisplayName("Attach: an intent names each ref, and none of another layer")
  @ValueSource(
      strings = {
        "target_ref",
        "attach_grant_ref",
        "target_auth_posture_ref",
        "no_egress_posture_ref",
        "workspace_ref"
      })
  void demandsEachRefOfItsOwnLayer(String name) {
    var foreign = intent.deepCopy().put(name, "lease://somewhere-else");
    intent.remove(name);

    for (var broken : List.of(intent, foreign)) {
      assertThat(
              ExecutionIntentEnvelope.CONTRACT.violations(broken).stream().map(Violation::pointer))
          .containsExactly("/" + name);
    }
  }

  // --- Steps

  private ExecutionRef ref = ExecutionRef.derive("default", "not yet");

  private AttachReply attach() {
    var plane =
        new RunningPlane(
            ExecutionPlane.builder()
                .dataDirectory(directory.resolve("data"))
                .targetPosture("local-process", TargetPosture.CONTRACT.decode(posture))
                .start());
    running = Optional.of(plane);
    ref = plane.begun("cat");
    return get(plane.client().attach(ref, wish(plane)));
  }

  private AttachWish wish(RunningPlane plane) {
    var token = plane.plane().localIssuer().issue(claims(plane));
    return new AttachWish(
        PRINCIPAL,
        List.of(AttachDirection.READ),
        new AttachAuthority.Signed(token),
        intent.isEmpty()
            ? Optional.empty()
            : Optional.of(ExecutionIntentEnvelope.CONTRACT.decode(intent)));
  }

  private AttachClaims claims(RunningPlane plane) {
    var now = Instant.now();
    if (!grant.has("expires_at")) {
      grant.put("expires_at", now.plusSeconds(60).toString());
    }
    return new AttachClaims(
        IssuerKey.LOCAL_ISSUER,
        PRINCIPAL,
        plane.plane().audience(),
        now.getEpochSecond(),
        now.getEpochSecond(),
        now.plusSeconds(60).getEpochSecond(),
        UUID.randomUUID().toString(),
        ref,
        List.of(AttachDirection.READ),
        Optional.of(AttachGrant.CONTRACT.decode(grant)));
  }

  private AttachRefusal refusal() {
    return ((AttachReply.Refused) attach()).refusal();
  }

  private void assertRefused(AttachRefusalCode code) {
    assertThat(refusal())
        .isInstanceOfSatisfying(
            AttachRefusal.Posture.class, refused -> assertThat(refused.reason()).isEqualTo(code));
    assertThat(running.orElseThrow().payloads(ref, AttachGranted.class)).isEmpty();
  }

  private AttachEvidence recordedEvidence() {
    var granted = running.orElseThrow().payloads(ref, AttachGranted.class);
    assertThat(granted).hasSize(1);
    return granted.get(0).postureEvidence().orElseThrow();
  }

  private static ObjectNode tree(String own) {
    return (ObjectNode) Json.parse("{" + TARGET + "," + own + "}");
  }
}
