package io.executionplane.contracts.posture;

import static io.executionplane.contracts.posture.AttachTriple.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.posture.AttachVerdict.Authorized;
import io.executionplane.contracts.posture.AttachVerdict.Refused;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttachAuthorizationTest {

  private static final String OTHER_HANDLE = "credential-handle://vault/2";

  /** One way to break each rule, in the order of the rules. */
  private record Breach(AttachRefusalCode code, Consumer<AttachTriple> how) {}

  private static final List<Breach> BREACHES =
      List.of(
          breach(
              AttachRefusalCode.TARGET_POSTURE_FORBIDDEN,
              t -> t.posture().put("target_auth_posture", "forbidden")),
          breach(
              AttachRefusalCode.TARGET_POSTURE_FORBIDS_CREDENTIALS,
              t -> t.posture().put("target_auth_posture", "no_auth")),
          breach(
              AttachRefusalCode.TARGET_MULTI_HANDLE_NOT_PERMITTED,
              t -> t.grant().withArray("credential_handle_refs").add(OTHER_HANDLE)),
          breach(
              AttachRefusalCode.TENANT_REF_MISMATCH, t -> t.grant().put("tenant_ref", "tenant-2")),
          breach(
              AttachRefusalCode.TARGET_REF_MISMATCH,
              t -> t.posture().put("target_ref", "target://t2")),
          breach(
              AttachRefusalCode.ATTACH_GRANT_REF_MISMATCH,
              t -> t.envelope().put("attach_grant_ref", "attach-grant://g2")),
          breach(
              AttachRefusalCode.TARGET_AUTH_POSTURE_REF_MISMATCH,
              t -> t.grant().put("target_auth_posture_ref", "target-posture://p2")),
          breach(
              AttachRefusalCode.BOUNDARY_SESSION_ID_MISMATCH,
              t -> t.envelope().put("boundary_session_id", "session-2")),
          breach(
              AttachRefusalCode.WORKSPACE_REF_MISMATCH,
              t -> t.grant().put("workspace_ref", "workspace://w2")),
          breach(
              AttachRefusalCode.NO_EGRESS_POSTURE_REF_MISMATCH,
              t -> t.envelope().put("no_egress_posture_ref", "no-egress-posture://other")),
          breach(
              AttachRefusalCode.PROCESS_TARGET_IDENTITY_REF_MISMATCH,
              t -> t.grant().remove("process_target_identity_ref")),
          breach(
              AttachRefusalCode.STREAM_TARGET_IDENTITY_REF_MISMATCH,
              t -> t.posture().remove("stream_target_identity_ref")),
          breach(
              AttachRefusalCode.SERVICE_IDENTITY_REF_MISMATCH,
              t -> t.envelope().put("service_identity_ref", "service-identity://other")),
          breach(
              AttachRefusalCode.ATTACH_GRANT_EXPIRED,
              t -> t.grant().put("expires_at", "2026-11-20T08:00:00Z")),
          breach(
              AttachRefusalCode.ATTACH_GRANT_REVOKED,
              t -> t.grant().put("revocation_ref", "revocation-2")),
          breach(
              AttachRefusalCode.ATTACH_GRANT_REF_NOT_ALLOWED,
              t -> t.posture().remove("allowed_attach_grant_refs")),
          breach(
              AttachRefusalCode.CREDENTIAL_HANDLE_REF_NOT_ALLOWED,
              t -> t.posture().remove("allowed_credential_handle_refs")),
          breach(
              AttachRefusalCode.PROVIDER_ACCOUNT_REF_NOT_ALLOWED,
              t -> t.posture().remove("allowed_provider_account_refs")),
          breach(
              AttachRefusalCode.CONNECTOR_INSTANCE_REF_NOT_ALLOWED,
              t -> t.posture().remove("allowed_connector_instance_refs")));

  private static Breach breach(AttachRefusalCode code, Consumer<AttachTriple> how) {
    return new Breach(code, how);
  }

  static List<Breach> breaches() {
    return BREACHES;
  }

  @Test
  void breaksEveryRuleOnceInOrder() {
    assertThat(BREACHES.stream().map(Breach::code)).containsExactly(AttachRefusalCode.values());
  }

  @Test
  void authorizesWhatAgreesAndRecordsNamesOnly() {
    var triple = AttachTriple.matching();

    var evidence = evidence(triple.verdict());

    assertThat(evidence.cleanupRequired()).isTrue();
    assertThat(evidence.rawMaterialPresent()).isFalse();
    assertThat(evidence.target()).isEqualTo(triple.attachGrant().target());
    assertThat(evidence.intentId()).isEqualTo("intent-1");
    assertThat(evidence.credentialHandleRefs()).containsExactly(AttachTriple.HANDLE);
    assertThat(evidence.cleanupRefs()).containsExactly("cleanup://wipe", "cleanup://forget");
    assertThat(evidence.authorizedAt()).isEqualTo(NOW);
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void refusesWhatBreaksOneRule(Breach breach) {
    var triple = AttachTriple.matching();

    breach.how().accept(triple);

    assertThat(codeOf(verdict(triple))).isEqualTo(breach.code());
  }

  @ParameterizedTest
  @MethodSource("breaches")
  void saysTheFirstObjectionWhenAllLaterRulesAreBrokenToo(Breach breach) {
    var triple = AttachTriple.matching();

    for (var i = BREACHES.size() - 1; i >= BREACHES.indexOf(breach); i--) {
      BREACHES.get(i).how().accept(triple);
    }

    assertThat(codeOf(verdict(triple))).isEqualTo(breach.code());
  }

  @ParameterizedTest
  @CsvSource({
    "target_ref, target://other",
    "target_auth_posture_ref, target-posture://other",
    "boundary_session_id, other",
    "workspace_ref, workspace://other",
    "no_egress_posture_ref, no-egress-posture://other",
    "process_target_identity_ref, process-target-identity://other",
    "stream_target_identity_ref, stream-target-identity://other",
    "service_identity_ref, service-identity://other"
  })
  void noticesWhicheverOfTheThreeDisagrees(String field, String other) {
    var code = AttachRefusalCode.valueOf(field.toUpperCase(Locale.ROOT) + "_MISMATCH");
    for (var i = 0; i < 3; i++) {
      var triple = AttachTriple.matching();
      List.of(triple.posture(), triple.grant(), triple.envelope()).get(i).put(field, other);

      assertThat(codeOf(triple.verdict())).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = TargetAuthPosture.class,
      names = {"ASSERT_ONLY", "NO_AUTH", "NO_CREDENTIAL", "PROXY_ONLY"})
  void letsATargetWithoutCredentialsBeAttachedToWithoutThem(TargetAuthPosture posture) {
    var triple = AttachTriple.matching();
    triple.posture().put("target_auth_posture", posture.name().toLowerCase(Locale.ROOT));

    assertThat(codeOf(triple.verdict()))
        .isEqualTo(AttachRefusalCode.TARGET_POSTURE_FORBIDS_CREDENTIALS);

    triple.grant().remove("credential_handle_refs");
    assertThat(codeOf(triple.verdict()))
        .as("the intent alone still brings one")
        .isEqualTo(AttachRefusalCode.TARGET_POSTURE_FORBIDS_CREDENTIALS);

    triple.envelope().remove("credential_handle_refs");
    assertThat(triple.verdict()).isInstanceOf(Authorized.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void takesSeveralCredentialsOnlyWithTheFlag(boolean flag) {
    var triple = AttachTriple.matching();
    triple.grant().withArray("credential_handle_refs").add(OTHER_HANDLE);
    triple.posture().withArray("allowed_credential_handle_refs").add(OTHER_HANDLE);
    triple.posture().put("multi_handle", flag);

    var verdict = triple.verdict();

    assertThat(verdict instanceof Authorized).isEqualTo(flag);
  }

  @Test
  void countsTheSameCredentialOnce() {
    var triple = AttachTriple.matching();
    triple.grant().withArray("credential_handle_refs").add(AttachTriple.HANDLE);

    assertThat(triple.verdict()).isInstanceOf(Authorized.class);
  }

  @Test
  void refusesACredentialThatTheTargetListsAndTheGrantDoesNot() {
    var triple = AttachTriple.matching();
    triple.grant().remove("credential_handle_refs");

    assertThat(codeOf(triple.verdict()))
        .isEqualTo(AttachRefusalCode.CREDENTIAL_HANDLE_REF_NOT_ALLOWED);
  }

  @Test
  void countsAGrantUntilTheMomentThatItExpires() {
    var triple = AttachTriple.matching();
    var end = NOW.plusSeconds(60);

    assertThat(triple.verdict(Set.of(), end.minusNanos(1))).isInstanceOf(Authorized.class);
    assertThat(codeOf(triple.verdict(Set.of(), end)))
        .isEqualTo(AttachRefusalCode.ATTACH_GRANT_EXPIRED);
  }

  /** Programs compare these words: a rename of a constant must not change them. */
  @Test
  void keepsItsWordsOnTheWire() {
    var contract = Contract.of(Refused.class);

    var words =
        Arrays.stream(AttachRefusalCode.values())
            .map(code -> contract.encode(new Refused(code, "no")).path("code").textValue());

    assertThat(words)
        .containsExactly(
            "target_posture_forbidden",
            "target_posture_forbids_credentials",
            "target_multi_handle_not_permitted",
            "tenant_ref_mismatch",
            "target_ref_mismatch",
            "attach_grant_ref_mismatch",
            "target_auth_posture_ref_mismatch",
            "boundary_session_id_mismatch",
            "workspace_ref_mismatch",
            "no_egress_posture_ref_mismatch",
            "process_target_identity_ref_mismatch",
            "stream_target_identity_ref_mismatch",
            "service_identity_ref_mismatch",
            "attach_grant_expired",
            "attach_grant_revoked",
            "attach_grant_ref_not_allowed",
            "credential_handle_ref_not_allowed",
            "provider_account_ref_not_allowed",
            "connector_instance_ref_not_allowed");
  }

  @Test
  void refusesEvidenceThatHoldsMaterialOrNeedsNoCleanup() {
    var contract = AttachEvidence.CONTRACT;
    var tree = contract.encode(evidence(AttachTriple.matching().verdict()));
    var wrong =
        ((ObjectNode) tree).put("cleanup_required", false).put("raw_material_present", true);

    assertThat(contract.violations(wrong).stream().map(each -> each.pointer()))
        .containsExactly("/cleanup_required", "/raw_material_present");
  }

  private static AttachVerdict verdict(AttachTriple triple) {
    return triple.verdict(Set.of("revocation-2"), NOW);
  }

  private static AttachEvidence evidence(AttachVerdict verdict) {
    return verdict.fold(
        Authorized::evidence,
        refused -> {
          throw new AssertionError(refused.toString());
        });
  }

  private static AttachRefusalCode codeOf(AttachVerdict verdict) {
    return verdict.fold(
        authorized -> {
          throw new AssertionError("authorized");
        },
        Refused::code);
  }
}
