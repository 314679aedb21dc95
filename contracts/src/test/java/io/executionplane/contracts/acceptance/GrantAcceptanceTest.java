package io.executionplane.contracts.acceptance;

import static io.executionplane.contracts.posture.AttachTriple.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.activity.ActivitySideEffectIdempotency;
import io.executionplane.contracts.activity.AttachGrantLeaseBoundTraceable;
import io.executionplane.contracts.activity.CancellationMetadata;
import io.executionplane.contracts.activity.ExecutionActivityMetadata;
import io.executionplane.contracts.activity.HeartbeatMetadata;
import io.executionplane.contracts.activity.RuntimeEvidenceRef;
import io.executionplane.contracts.activity.StreamLeaseContract;
import io.executionplane.contracts.hazmat.AttachGrant;
import io.executionplane.contracts.hazmat.NoBypassScan;
import io.executionplane.contracts.hazmat.StreamAttachRevocation;
import io.executionplane.contracts.hazmat.StreamBackpressure;
import io.executionplane.contracts.hazmat.WorkerBudget;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.packet.ExecutionIntentEnvelope;
import io.executionplane.contracts.posture.AttachCleanup;
import io.executionplane.contracts.posture.AttachRefusalCode;
import io.executionplane.contracts.posture.AttachTriple;
import io.executionplane.contracts.posture.AttachVerdict;
import io.executionplane.contracts.samples.RandomContracts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The acceptance items on grants: 10 to 13, and those on attaching. */
class GrantAcceptanceTest {

  private static final List<String> SCOPE =
      List.of(
          "tenant_ref",
          "installation_ref",
          "workspace_ref",
          "project_ref",
          "environment_ref",
          "resource_ref",
          "authority_packet_ref",
          "permission_decision_ref",
          "idempotency_key",
          "trace_id",
          "correlation_id",
          "release_manifest_ref");

  static List<Class<? extends Record>> activities() {
    return List.of(
        ExecutionActivityMetadata.class,
        CancellationMetadata.class,
        HeartbeatMetadata.class,
        AttachGrantLeaseBoundTraceable.class,
        StreamLeaseContract.class,
        RuntimeEvidenceRef.class,
        ActivitySideEffectIdempotency.class);
  }

  @Test
  @DisplayName("10: an attach grant needs its full scope")
  void refusesAGrantWithoutItsFullScope() {
    for (var name : SCOPE) {
      var grant = AttachTriple.matching().grant();
      grant.remove(name);

      assertThat(AttachGrant.CONTRACT.violations(grant))
          .containsExactly(new Violation("/" + name, "is required"));
    }
  }

  @Test
  @DisplayName("10: the legacy shape of an attach grant is refused")
  void refusesAGrantOfTheNarrowShape() {
    var grant = AttachTriple.matching().grant();
    grant.retain("attach_grant_ref", "lease_ref", "boundary_session_id", "expires_at");

    assertThat(AttachGrant.CONTRACT.violations(grant).stream().map(Violation::pointer))
        .contains("/tenant_ref", "/permission_decision_ref", "/grant_scope");
  }

  @ParameterizedTest
  @DisplayName("11: a pressure class is one of three")
  @CsvSource({
    "soft_pressure, true",
    "hard_pressure, true",
    "budget_exhausted, true",
    "mild, false"
  })
  void takesThreeClassesOfPressure(String pressure, boolean accepted) {
    var tree = some(StreamBackpressure.class).put("pressure_class", pressure);

    assertThat(pointers(StreamBackpressure.CONTRACT, tree))
        .isEqualTo(accepted ? List.of() : List.of("/pressure_class"));
  }

  @ParameterizedTest
  @DisplayName("11: load and position are whole numbers from zero")
  @CsvSource({"0, true", "9, true", "-1, false"})
  void takesNoNegativeLoadOrPosition(long number, boolean accepted) {
    var budget = some(WorkerBudget.class).put("current_load", number);
    var revocation = some(StreamAttachRevocation.class).put("last_event_position", number);

    assertThat(pointers(WorkerBudget.CONTRACT, budget).isEmpty()).isEqualTo(accepted);
    assertThat(pointers(StreamAttachRevocation.CONTRACT, revocation).isEmpty()).isEqualTo(accepted);
  }

  @Test
  @DisplayName("12: a clear scan names no violation, a blocked one at least one")
  void refusesAScanThatContradictsItself() {
    var tree = some(NoBypassScan.class);
    tree.put("scan_status", "clear").putArray("violations").add(violation());
    assertThat(pointers(NoBypassScan.CONTRACT, tree)).containsExactly("/violations");

    tree.put("scan_status", "blocked");
    assertThat(pointers(NoBypassScan.CONTRACT, tree)).isEmpty();

    tree.remove("violations");
    assertThat(pointers(NoBypassScan.CONTRACT, tree)).containsExactly("/violations");
  }

  @Test
  @DisplayName("12: a violation says where and what")
  void refusesAViolationThatDoesNotSayWhere() {
    var tree = some(NoBypassScan.class).put("scan_status", "blocked");
    tree.putArray("violations").add(violation().put("line", 0).put("path", " "));

    assertThat(pointers(NoBypassScan.CONTRACT, tree))
        .containsExactly("/violations/0/path", "/violations/0/line");
  }

  @ParameterizedTest
  @MethodSource("activities")
  @DisplayName("13: all seven build, and each has its name")
  <T extends Record> void buildsEachActivityUnderItsName(Class<T> type) {
    var contract = Contract.of(type);

    var tree = some(type);

    assertThat(tree.path("contract_version").textValue())
        .isEqualTo("ExecutionPlane." + type.getSimpleName() + ".v1");
    assertThat(contract.violations(tree)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("activities")
  @DisplayName("13: what is missing or blank is listed in one go")
  <T extends Record> void listsAllThatAnActivityLacks(Class<T> type) {
    var tree = some(type);
    tree.remove("trace_id");
    tree.put("tenant_ref", "  ").put("resource_ref", "");

    var pointers = pointers(Contract.of(type), tree);

    assertThat(pointers).containsExactlyInAnyOrder("/tenant_ref", "/resource_ref", "/trace_id");
  }

  @Test
  @DisplayName("13: retries with the same intent and key share a scope")
  void sharesAScopeAmongRetriesOfOneIntentAndKey() {
    var contract = ActivitySideEffectIdempotency.CONTRACT;
    var tree = some(ActivitySideEffectIdempotency.class);
    var first = contract.decode(tree);

    var retries = List.of("activity_call_ref", "lower_run_ref", "lease_ref");
    var others = List.of("intent_id", "idempotency_key", "tenant_ref");

    retries.forEach(name -> assertShared(first, tree.deepCopy().put(name, "x"), true));
    others.forEach(name -> assertShared(first, tree.deepCopy().put(name, "x"), false));
  }

  @Test
  @DisplayName("Attach: a matching triple is authorised with ref-only evidence")
  void authorizesAMatchingTriple() {
    var verdict = AttachTriple.matching().verdict();

    assertThat(verdict).isInstanceOf(AttachVerdict.Authorized.class);
    var evidence = ((AttachVerdict.Authorized) verdict).evidence();
    assertThat(evidence.cleanupRequired()).isTrue();
    assertThat(evidence.rawMaterialPresent()).isFalse();
  }

  @Test
  @DisplayName("Attach: use at another target is refused")
  void refusesAGrantForAnotherTarget() {
    var triple = AttachTriple.matching();
    triple.grant().put("target_ref", "target://t2");

    assertThat(codeOf(triple)).isEqualTo(AttachRefusalCode.TARGET_REF_MISMATCH);
  }

  @Test
  @DisplayName("Attach: several handles need the flag")
  void refusesSeveralHandlesWithoutTheFlag() {
    var triple = AttachTriple.matching();
    triple.grant().withArray("credential_handle_refs").add("credential-handle://vault/2");

    assertThat(codeOf(triple)).isEqualTo(AttachRefusalCode.TARGET_MULTI_HANDLE_NOT_PERMITTED);
  }

  @ParameterizedTest
  @DisplayName("Attach: targets without credentials, and forbidden ones, refuse")
  @CsvSource({
    "no_credential, TARGET_POSTURE_FORBIDS_CREDENTIALS",
    "no-auth, TARGET_POSTURE_FORBIDS_CREDENTIALS",
    "forbidden, TARGET_POSTURE_FORBIDDEN"
  })
  void refusesWhatTheTargetNeverAccepts(String posture, AttachRefusalCode code) {
    var triple = AttachTriple.matching();
    triple.posture().put("target_auth_posture", posture);

    assertThat(codeOf(triple)).isEqualTo(code);
  }

  @Test
  @DisplayName("Attach: the evidence of a cleanup holds no secret")
  void recordsACleanupWithoutSecrets() {
    var triple = AttachTriple.matching();
    var evidence = ((AttachVerdict.Authorized) triple.verdict()).evidence();

    var cleanup = AttachCleanup.of(triple.targetPosture(), evidence, NOW);

    assertThat(cleanup.rawMaterialPresent()).isFalse();
    assertThat(cleanup.applyTo(triple.targetPosture()).materializedStateRefs()).isEmpty();
    assertThat(new String(AttachCleanup.CONTRACT.canonical(cleanup), StandardCharsets.UTF_8))
        .doesNotContain("credential-handle://");
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
    var envelope = AttachTriple.matching().envelope();
    var foreign = envelope.deepCopy().put(name, "lease://somewhere-else");
    envelope.remove(name);

    assertThat(pointers(ExecutionIntentEnvelope.CONTRACT, envelope)).containsExactly("/" + name);
    assertThat(pointers(ExecutionIntentEnvelope.CONTRACT, foreign)).containsExactly("/" + name);
  }

  private static void assertShared(
      ActivitySideEffectIdempotency first, ObjectNode other, boolean shared) {
    var second = ActivitySideEffectIdempotency.CONTRACT.decode(other);

    assertThat(first.sharesRetryScopeWith(second)).isEqualTo(shared);
  }

  private static AttachRefusalCode codeOf(AttachTriple triple) {
    return ((AttachVerdict.Refused) triple.verdict()).code();
  }

  private static ObjectNode violation() {
    return AttachTriple.matching()
        .grant()
        .objectNode()
        .put("path", "lib/a.ex")
        .put("line", 3)
        .put("forbidden_module", "Lower")
        .put("required_facade", "Facade");
  }

  private static <T extends Record> ObjectNode some(Class<T> type) {
    return (ObjectNode) Contract.of(type).encode(new RandomContracts(20261120L).some(type));
  }

  private static List<String> pointers(Contract<?> contract, ObjectNode tree) {
    return contract.violations(tree).stream().map(Violation::pointer).toList();
  }
}
