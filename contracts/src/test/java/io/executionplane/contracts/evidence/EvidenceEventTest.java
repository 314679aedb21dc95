package io.executionplane.contracts.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.evidence.EvidencePayload.CancelRequested;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Violation;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class EvidenceEventTest {

  private static final EvidenceSubject SUBJECT =
      new EvidenceSubject(
          new ExecutionRef("ex_dztxmt43vigbcxfgchvvg24uuz"),
          "node-1",
          "default",
          "req-1",
          "trace",
          "process",
          null,
          null,
          null,
          null,
          null);

  // --- Golden files: what was written once is read, and written again, for ever

  static List<Path> golden() throws IOException, URISyntaxException {
    var folder = Path.of(EvidenceEventTest.class.getResource("/golden/evidence/v1").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("golden")
  void readsAndWritesEachReleasedFormByteForByte(Path file) throws IOException {
    var stored = Files.readAllBytes(file);

    var event = EvidenceEvent.CONTRACT.decode(stored);

    assertThat(new String(EvidenceEvent.CONTRACT.canonical(event), UTF_8))
        .isEqualTo(new String(stored, UTF_8));
    assertThat(event.type()).isEqualTo(typeOf(file));
  }

  @Test
  void hasAGoldenFileOfEachType() throws Exception {
    assertThat(golden().stream().map(EvidenceEventTest::typeOf).distinct())
        .containsExactlyElementsOf(EvidencePayloadTest.FROZEN_TYPES);
  }

  private static String typeOf(Path file) {
    return file.getFileName().toString().replace(".json", "").replace("-least", "");
  }

  // --- Form

  @Test
  void looksAsItIsDocumented() {
    var event =
        SUBJECT.event(3, Sha256.ofText("before"), at("2026-11-20T08:27:52.123456789Z"), cancel());

    assertThat(new String(EvidenceEvent.CONTRACT.canonical(event), UTF_8))
        .isEqualTo(
            "{\"attestation_class\":null,\"authority_verifier_id\":null,"
                + "\"emitted_at\":\"2026-11-20T08:27:52.123456Z\","
                + "\"evidence_type\":\"cancel.requested\","
                + "\"execution_ref\":\"ex_dztxmt43vigbcxfgchvvg24uuz\",\"lane_id\":\"process\","
                + "\"node_id\":\"node-1\",\"payload\":{\"requested_by\":\"ann\"},"
                + "\"policy_bundle_hash\":null,\"prev\":\""
                + Sha256.ofText("before")
                + "\",\"request_id\":\"req-1\",\"seq\":3,\"target_id\":null,"
                + "\"target_verifier_id\":null,\"tenant_id\":\"default\",\"trace_id\":\"trace\","
                + "\"v\":1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "v             | 2                     | /v             | must be at most 1",
        "v             | 0                     | /v             | must be at least 1",
        "seq           | 0                     | /seq           | must be at least 1",
        "node_id       | \" \"                 | /node_id       | must not be blank",
        "trace_id      | \"\"                  | /trace_id      | must not be blank",
        "execution_ref | \"ex_1\"              | /execution_ref | must be ex_ and 26 characters of"
            + " a-z and 2-7",
        "prev          | \"sha256:00\"         | /prev          | must be sha256: and 64 hex digits"
            + " in lower case",
        "emitted_at    | \"2026-11-20\"        | /emitted_at    | must be a date-time with offset"
            + " (RFC 3339)",
        "payload       | {\"requested_by\":\"\"} | /payload/requested_by | must not be blank",
        "payload       | {\"by\":\"ann\",\"requested_by\":\"a\"} | /payload/by | is not known"
      })
  void refusesWhatIsNoEvent(String name, String value, String pointer, String message) {
    var tree = (ObjectNode) EvidenceEvent.CONTRACT.encode(event());
    tree.set(name, Json.parse(value));

    assertThat(EvidenceEvent.CONTRACT.violations(tree))
        .containsExactly(new Violation(pointer, message));
  }

  @Test
  void refusesAnEventWithoutTheFieldsThatMayBeNull() {
    var tree = (ObjectNode) EvidenceEvent.CONTRACT.encode(event());
    tree.remove(List.of("trace_id", "target_id"));

    assertThat(EvidenceEvent.CONTRACT.violations(tree))
        .containsExactly(
            new Violation("/trace_id", "is required"), new Violation("/target_id", "is required"));
  }

  @Test
  void refusesATypeThatNobodyWroteYet() {
    var tree = (ObjectNode) EvidenceEvent.CONTRACT.encode(event());
    tree.put("evidence_type", "execution.paused");

    assertThat(EvidenceEvent.CONTRACT.violations(tree))
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.pointer()).isEqualTo("/evidence_type");
              assertThat(violation.message()).startsWith("must be one of admission.accepted, ");
            });
  }

  // --- Subject

  @Test
  void saysTheSameOfItsExecutionAsTheEventBefore() {
    var bound = SUBJECT.judgedBy("signed-grant").on("local", "verifier", "local-process-weak");

    var event = bound.event(2, Sha256.ofText("before"), at("2026-11-20T08:00:00Z"), cancel());

    assertThat(EvidenceSubject.of(event)).isEqualTo(bound);
    assertThat(event.authorityVerifierId()).isEqualTo("signed-grant");
    assertThat(event.targetId()).isEqualTo("local");
    assertThat(event.targetVerifierId()).isEqualTo("verifier");
    assertThat(event.attestationClass()).isEqualTo("local-process-weak");
    assertThat(event.traceId()).isEqualTo("trace");
  }

  private static EvidenceEvent event() {
    return SUBJECT.event(1, Sha256.ofText("before"), at("2026-11-20T08:00:00Z"), cancel());
  }

  private static CancelRequested cancel() {
    return new CancelRequested("ann");
  }

  private static Instant at(String text) {
    return Instant.parse(text);
  }
}
