package io.executionplane.contracts.boundary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.packet.ExecutionOutcome;
import io.executionplane.contracts.simulation.SimulationSamples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExecutionEvidenceBoundaryTest {

  private static final Sha256 INPUT = Sha256.ofText("input");

  @Test
  void projectsAnOutcomeToItsShape() {
    var outcome = outcome("{'status_code': 201, 'headers': {'a': 'b'}, 'body': 'all of it'}");

    var kept = ExecutionEvidenceBoundary.fromOutcome(outcome, INPUT);

    assertThat(kept.outcomeRef()).isEqualTo("execution-outcome://route-1");
    assertThat(kept.schemaRef())
        .isEqualTo("schema://execution-plane/execution-evidence-boundary/v1");
    assertThat(kept.inputFingerprintRef())
        .isEqualTo("fingerprint://execution-plane/input/" + INPUT);
    assertThat(kept.boundedStatus()).isEqualTo("succeeded");
    assertThat(shape(kept))
        .isEqualTo(
            "{'family':'f','raw_payload_shape':['body','headers','status_code'],'status_code':201}");
    assertThat(kept.scanResult()).isEqualTo(ScanResult.passed());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'exit': {'code': 3}} | 3",
        "{'exit_status': 4} | 4",
        "{'exit': {'code': 3}, 'exit_status': 4} | 3",
        "{'exit': {'code': 'x'}, 'exit_status': 4} | 4",
        "{'exit': 7, 'exit_status': 4.0} | 4"
      })
  void tellsTheExitCodeWhereverItStands(String payload, int code) {
    var kept = ExecutionEvidenceBoundary.fromOutcome(outcome(payload), INPUT);

    assertThat(shape(kept)).contains("'exit_code':" + code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'status_code': '200'}",
        "{'exit_status': 1.5}",
        "{'exit': {'code': null}}"
      })
  void tellsNoCodeThatIsNotAWholeNumber(String payload) {
    var kept = ExecutionEvidenceBoundary.fromOutcome(outcome(payload), INPUT);

    assertThat(shape(kept)).doesNotContain("exit_code").doesNotContain("'status_code':");
  }

  @Test
  void saysHowManyNamesItLeftOut() {
    var payload = SimulationSamples.parse("{}");
    for (var i = 0; i < 1_003; i++) {
      payload.put("p" + i, 0);
    }

    var kept = ExecutionEvidenceBoundary.fromOutcome(outcome(payload.toString()), INPUT);

    assertThat(shape(kept)).contains("'raw_payload_names_left_out':3");
  }

  @Test
  void refusesAnOutcomeWhoseNameSaysWhatItIs() {
    var outcome = outcome("{}", "raw prompt");

    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> ExecutionEvidenceBoundary.fromOutcome(outcome, INPUT))
        .withMessageEndingWith(
            "raw durable evidence is forbidden at /bounded_exit_code_or_response_shape/family");
  }

  @ParameterizedTest
  @ValueSource(strings = {"prompt", "provider_body", "Secret", "semantic_body"})
  void refusesAShapeThatHoldsRawEvidence(String key) {
    var boundary = SimulationSamples.boundary();
    var pointer = "/bounded_exit_code_or_response_shape/chunks/0/" + key;

    boundary
        .withObject("/bounded_exit_code_or_response_shape")
        .putArray("chunks")
        .addObject()
        .put(key, "x");

    assertThat(ExecutionEvidenceBoundary.CONTRACT.violations(boundary))
        .containsExactly(new Violation(pointer, "raw durable evidence is forbidden at " + pointer));
  }

  @ParameterizedTest
  @CsvSource({
    "/outcome_ref, outcome://sk-live-1",
    "/bounded_status, workflow history",
    "/claim_check_ref_or_null, claim://SK-LIVE",
    "/redacted_preview_ref_or_null, preview://sk-live"
  })
  void looksAtEveryText(String pointer, String text) {
    var boundary = SimulationSamples.boundary().put(pointer.substring(1), text);

    assertThat(ExecutionEvidenceBoundary.CONTRACT.violations(boundary))
        .containsExactly(new Violation(pointer, "raw durable evidence is forbidden at " + pointer));
  }

  @ParameterizedTest
  @CsvSource({
    "/outcome_ref, route-1",
    "/schema_ref, schema",
    "/claim_check_ref_or_null, c",
    "/owner_repo, another",
    "/scan_result/status, failed",
    "/scan_result/scan_scope, everything",
    "/scan_result/scanner_ref, me"
  })
  void blamesWhatBreaksARule(String pointer, String wrong) {
    var boundary = SimulationSamples.boundary();
    var end = pointer.lastIndexOf('/');

    boundary.withObject(pointer.substring(0, end)).put(pointer.substring(end + 1), wrong);

    assertThat(ExecutionEvidenceBoundary.CONTRACT.violations(boundary))
        .extracting(Violation::pointer)
        .containsExactly(pointer);
  }

  @Test
  void refusesAScanThatLetsThePayloadInOrRepeatsItself() {
    var boundary = SimulationSamples.boundary();
    boundary.withObject("/scan_result").put("raw_payload_included", true);
    boundary.withArray("/scan_result/checked_for").add("secret");

    assertThat(ExecutionEvidenceBoundary.CONTRACT.violations(boundary))
        .containsExactly(
            new Violation("/scan_result/raw_payload_included", "must be false"),
            new Violation("/scan_result/checked_for", "must name each check once"));
  }

  private static ExecutionOutcome outcome(String payload) {
    return outcome(payload, "f");
  }

  private static ExecutionOutcome outcome(String payload, String family) {
    var outcome = SimulationSamples.parse("{\"route_id\": \"route-1\", \"status\": \"succeeded\"}");
    outcome.put("family", family);
    outcome
        .<ObjectNode>set("lineage", SimulationSamples.lineage())
        .set("raw_payload", SimulationSamples.parse(payload.replace('\'', '"')));
    return ExecutionOutcome.CONTRACT.decode(outcome);
  }

  private static String shape(ExecutionEvidenceBoundary kept) {
    return kept.boundedExitCodeOrResponseShape().canonical().replace('"', '\'');
  }
}
