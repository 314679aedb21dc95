package io.executionplane.contracts.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Violation;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LowerSimulationScenarioTest {

  @Test
  void takesAScenarioThatKeepsEveryRule() {
    assertThat(LowerSimulationScenario.CONTRACT.violations(SimulationSamples.scenario())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/version, 1.0",
    "/protocol_surface, ftp",
    "/matcher_class, guess",
    "/owner_repo, somebody_else",
    "/input_fingerprint_ref, 1",
    "/no_egress_assertion/external_egress, allow",
    "/no_egress_assertion/process_spawn, allow",
    "/bounded_evidence_projection/contract_version, ExecutionOutcome.v1",
    "/bounded_evidence_projection/raw_payload_persistence, full",
    "/bounded_evidence_projection/target_contract, ExecutionOutcome.v1.raw_payload"
  })
  void blamesWhatBreaksARule(String pointer, String wrong) {
    var scenario = SimulationSamples.scenario();
    var end = pointer.lastIndexOf('/');

    scenario.withObject(pointer.substring(0, end)).put(pointer.substring(end + 1), wrong);

    assertThat(LowerSimulationScenario.CONTRACT.violations(scenario))
        .extracting(Violation::pointer)
        .containsExactly(pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "provider_refs",
        "model_refs",
        "budget_profile_ref",
        "meter_profile_ref",
        "semantic_policy",
        "cost_policy"
      })
  void refusesSemanticKeysWhereverTheyHide(String key) {
    var above = SimulationSamples.scenario().put(key, "x");
    var within = SimulationSamples.scenario();
    within.withObject("/" + SimulationSamples.SHAPE + "/chunks/0").put(key, "x");
    within.withObject("/cleanup_behavior/steps/0").put(key.toUpperCase(Locale.ROOT), 1);

    assertThat(LowerSimulationScenario.CONTRACT.violations(above))
        .containsExactly(new Violation("/" + key, "is not known"));
    assertThat(LowerSimulationScenario.CONTRACT.violations(within))
        .extracting(Violation::pointer)
        .containsExactly(
            "/" + SimulationSamples.SHAPE + "/chunks/0/" + key,
            "/cleanup_behavior/steps/0/" + key.toUpperCase(Locale.ROOT));
  }
}
