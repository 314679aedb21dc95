package io.executionplane.contracts.admission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Violation;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdmissionRequestTest {

  private static final String DOCUMENTED =
      """
      {
        "contract_version": 1,
        "request_id": "request-1",
        "lane_id": "process",
        "operation": "run",
        "payload": { "command": "echo", "argv": ["hello"] },
        "authority_ref": { "ref": "secret.jws.text" },
        "acceptable_attestation": { "classes": ["local-process-weak"] },
        "sandbox_profile": { "profile_ref": "profile", "bundle_hash": "sha256:00" },
        "placement": { "surface_kind": "local_subprocess" },
        "constraints": [ { "name": "timeout_ms", "value": 30000 } ],
        "deadline_at": "2026-11-20T09:00:00Z",
        "metadata": { "trace_id": "trace", "labels": { "job": "nightly" } }
      }
      """;

  @Test
  void readsTheDocumentedForm() {
    var request = AdmissionRequest.CONTRACT.decode(DOCUMENTED.getBytes(UTF_8));

    assertThat(request.requestId()).contains("request-1");
    assertThat(request.payload().canonical())
        .isEqualTo("{\"argv\":[\"hello\"],\"command\":\"echo\"}");
    assertThat(request.constraints())
        .containsExactly(new RuntimeConstraint(RuntimeConstraint.TIMEOUT_MS, 30_000));
    assertThat(request.deadlineAt()).contains(Instant.parse("2026-11-20T09:00:00Z"));
    assertThat(request.metadata().orElseThrow().labels()).containsEntry("job", "nightly");
  }

  @Test
  void needsNoMoreThanALaneAnOperationAndAPayload() {
    var least = "{\"contract_version\":1,\"lane_id\":\"l\",\"operation\":\"o\",\"payload\":{}}";

    var request = AdmissionRequest.CONTRACT.decode(least.getBytes(UTF_8));

    assertThat(request).isEqualTo(AdmissionRequest.of("l", "o", JsonObject.empty()));
    assertThat(new String(AdmissionRequest.CONTRACT.canonical(request), UTF_8)).isEqualTo(least);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lane_id     | \" \"                    | /lane_id       | must not be blank",
        "request_id  | \"\"                     | /request_id    | must not be blank",
        "request_id  | null                     | /request_id    | must not be null",
        "payload     | []                       | /payload       | must be an object",
        "authority_ref | {\"ref\":\"\"}         | /authority_ref/ref | must not be blank",
        "authority_ref | \"token\"              | /authority_ref | must be an object",
        "acceptable_attestation | {\"classes\":[\"a\",\"\"]} | /acceptable_attestation/classes/1 |"
            + " must not be blank",
        "constraints | [{\"name\":\"a\",\"value\":1},{\"name\":\"a\",\"value\":2}] | /constraints |"
            + " must name each constraint once",
        "constraints | [{\"name\":\"a\",\"value\":-1}] | /constraints/0/value | must be at least 0",
        "constraints | [{\"name\":\"a\",\"value\":[]}] | /constraints/0/value | must be a boolean"
            + " or a number or a string",
        "provenance  | {\"kind\":\"NODE\"}   | /provenance/kind | must be one of node_admitted,"
            + " direct_lower_lane_owner",
        "provenance  | {\"kind\":\"direct_lower_lane_owner\"} | /provenance/owner | must be given"
            + " exactly in direct mode",
        "deadline_at | \"tomorrow\"             | /deadline_at   | must be a date-time with offset"
            + " (RFC 3339)",
        "metadata    | {\"labels\":{\"a/b\":1}} | /metadata/labels/a~1b | must be a string",
        "metadata    | {\"labels\":{\"\":\"\"}} | /metadata/labels | has a name that must not be"
            + " blank",
        "placement   | {\"target_id\":\"\"}     | /placement/target_id | must not be blank",
        "lane~id     | 1                        | /lane~0id      | is not known"
      })
  void refusesWhatIsNoRequest(String name, String value, String pointer, String message) {
    var tree = (ObjectNode) Json.parse(DOCUMENTED);
    tree.set(name, Json.parse(value));

    assertThat(AdmissionRequest.CONTRACT.violations(tree))
        .containsExactly(new Violation(pointer, message));
  }

  @Test
  void boundsLabels() {
    var tree = (ObjectNode) Json.parse(DOCUMENTED);
    var labels = tree.putObject("metadata").putObject("labels");
    labels.put("n".repeat(64), "v".repeat(256));
    assertThat(AdmissionRequest.CONTRACT.violations(tree)).isEmpty();

    labels.put("n".repeat(65), "v");
    labels.put("value", "v".repeat(257));
    for (var i = labels.size(); i < 65; i++) {
      labels.put("label_" + i, "");
    }

    assertThat(AdmissionRequest.CONTRACT.violations(tree))
        .containsExactlyInAnyOrder(
            new Violation("/metadata/labels", "must have at most 64 elements"),
            new Violation("/metadata/labels", "has a name that must have at most 64 characters"),
            new Violation("/metadata/labels/value", "must have at most 256 characters"));
  }

  @Test
  void carriesAnotherVersionToAdmissionWhichRefusesIt() {
    var request =
        AdmissionRequest.CONTRACT.decode(DOCUMENTED.replace(": 1,", ": 2,").getBytes(UTF_8));

    assertThat(request.contractVersion()).isEqualTo(2);
  }

  // --- Secrets

  @Test
  void isRecordedAndPrintedWithoutItsAuthority() {
    var request = AdmissionRequest.CONTRACT.decode(DOCUMENTED.getBytes(UTF_8));

    var recorded = new String(AdmissionRequest.CONTRACT.canonicalRedacted(request), UTF_8);

    assertThat(recorded)
        .doesNotContain("secret.jws")
        .contains("{\"ref\":\"redacted:" + Sha256.ofText("secret.jws.text") + "\"}");
    assertThat(request.toString()).doesNotContain("secret.jws").contains("AuthorityRef[redacted]");
    assertThat(new AuthorityRef("hunter2")).hasToString("AuthorityRef[redacted]");
    assertThat(AdmissionRequest.CONTRACT.decode(recorded.getBytes(UTF_8)).payload())
        .isEqualTo(request.payload());
  }

  @Test
  void doesNotTellItsAuthorityWhenItRefusesIt() {
    var tree = (ObjectNode) Json.parse(DOCUMENTED);
    tree.putObject("authority_ref").put("ref", "hunter2".repeat(3000));

    assertThat(AdmissionRequest.CONTRACT.violations(tree))
        .containsExactly(new Violation("/authority_ref/ref", "must have at most 16384 characters"));
  }

  // --- Fingerprints

  @Test
  void isTheSameWishUnderARenewedAuthority() {
    var request = AdmissionRequest.CONTRACT.decode(DOCUMENTED.getBytes(UTF_8));

    var retried = request.withAuthority(new AuthorityRef("another.jws.text"));

    assertThat(retried.fingerprint()).isEqualTo(request.fingerprint());
    assertThat(retried.authorityRef()).contains(new AuthorityRef("another.jws.text"));
  }

  @Test
  void isAnotherWishWithAnotherPayload() {
    var request = AdmissionRequest.of("process", "run", JsonObject.empty());
    var other = AdmissionRequest.CONTRACT.decode(DOCUMENTED.getBytes(UTF_8));

    assertThat(other.fingerprint()).isNotEqualTo(request.fingerprint());
    assertThat(request.withRequestId("a").fingerprint())
        .isNotEqualTo(request.withRequestId("b").fingerprint());
    assertThat(request.withRequestId("a").requestId()).isEqualTo(Optional.of("a"));
  }

  @Test
  void hasTheFingerprintOfItsCanonicalFormWithoutAuthority() {
    var request = AdmissionRequest.of("l", "o", JsonObject.empty());
    var canonical = "{\"contract_version\":1,\"lane_id\":\"l\",\"operation\":\"o\",\"payload\":{}}";

    assertThat(request.withAuthority(new AuthorityRef("x")).fingerprint())
        .isEqualTo(Sha256.ofText(canonical));
    assertThat(request.payloadHash()).isEqualTo(Sha256.ofText("{}"));
  }
}
