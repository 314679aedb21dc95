package io.executionplane.contracts.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LowerSimulationEvidenceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "body",
        "raw_body",
        "payload",
        "prompt",
        "input",
        "stdin",
        "stdout",
        "stderr",
        "headers"
      })
  void refusesRawKeysBesideADigest(String key) {
    var evidence = SimulationSamples.evidence();

    evidence.withObject("/input_fingerprint").put(key, "raw");
    evidence.withObject("/output_fingerprint").put(key, "raw");

    assertThat(LowerSimulationEvidence.CONTRACT.violations(evidence))
        .containsExactly(
            new Violation("/input_fingerprint/" + key, "is not known"),
            new Violation("/output_fingerprint/" + key, "is not known"));
  }

  @ParameterizedTest
  @CsvSource({
    "/route_id, another",
    "/outcome_family, another",
    "/owner_repo, another",
    "/side_effect_policy, allow",
    "/side_effect_result, attempted",
    "/input_fingerprint/sha256, 00",
    "/output_fingerprint/sha256, SHA256:00"
  })
  void blamesWhatBreaksARule(String pointer, String wrong) {
    var evidence = SimulationSamples.evidence();
    var end = pointer.lastIndexOf('/');

    evidence.withObject(pointer.substring(0, end)).put(pointer.substring(end + 1), wrong);

    assertThat(LowerSimulationEvidence.CONTRACT.violations(evidence))
        .extracting(Violation::pointer)
        .containsExactly(pointer);
  }

  @Test
  void refusesNamesThatAreNotSortedOrAreThereTwice() {
    for (var names : new String[][] {{"b", "a"}, {"a", "a"}}) {
      var evidence = SimulationSamples.evidence();
      evidence.putArray("raw_payload_shape").add(names[0]).add(names[1]);

      assertThat(LowerSimulationEvidence.CONTRACT.violations(evidence))
          .containsExactly(new Violation("/raw_payload_shape", "must be sorted, each name once"));
    }
  }

  @Test
  void needsTheWholeLineage() {
    for (var id : SimulationSamples.lineage().properties()) {
      var evidence = SimulationSamples.evidence();
      evidence.withObject("/lineage").remove(id.getKey());

      assertThat(LowerSimulationEvidence.CONTRACT.violations(evidence))
          .containsExactly(new Violation("/lineage/" + id.getKey(), "is required"));
    }
  }
}
