package io.executionplane.contracts.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Violation;
import org.junit.jupiter.api.Test;

class LowerSimulationTest {

  private static final Contract<LowerSimulation> CONTRACT = Contract.of(LowerSimulation.class);

  private final ObjectNode document = SimulationSamples.simulation("http");

  @Test
  void succeedsInNoTimeIfNothingElseIsSaid() {
    var simulation = CONTRACT.decode(document);

    assertThat(simulation.effectiveStatus()).isEqualTo(SimulatedStatus.SUCCEEDED);
    assertThat(simulation.effectiveFailure()).isEmpty();
    assertThat(simulation.effectiveMetrics()).containsOnlyKeys("duration_ms").containsValue(0L);
  }

  @Test
  void failsInTransportIfNoOtherFailureIsGiven() {
    var simulation = CONTRACT.decode(document.put("status", "failed"));

    var failure = simulation.effectiveFailure().orElseThrow();

    assertThat(failure.failureClass()).isEqualTo(FailureClass.TRANSPORT_FAILED);
    assertThat(failure.reason()).isEqualTo("simulated failure");
  }

  @Test
  void keepsTheFailureAndTheCountsThatAreGiven() {
    document.put("status", "failed").putObject("metrics").put("duration_ms", 7).put("bytes", 3);
    document
        .putObject("failure")
        .put("failure_class", "timeout")
        .put("code", "late")
        .put("reason", "too late");

    var simulation = CONTRACT.decode(document);

    assertThat(simulation.effectiveFailure()).isEqualTo(simulation.failure()).isPresent();
    assertThat(simulation.effectiveMetrics()).containsEntry("duration_ms", 7L).hasSize(2);
  }

  @Test
  void refusesAFailureOfWhatSucceeds() {
    document
        .putObject("failure")
        .put("failure_class", "timeout")
        .put("code", "c")
        .put("reason", "r");

    assertThat(CONTRACT.violations(document))
        .extracting(Violation::pointer)
        .containsExactly("/failure");
  }

  @Test
  void needsItsPolicies() {
    document.remove("no_egress_policy");
    document.remove("side_effect_policy");

    assertThat(CONTRACT.violations(document))
        .containsExactly(
            new Violation("/no_egress_policy", "is required"),
            new Violation("/side_effect_policy", "is required"));
  }

  @Test
  void refusesAPayloadOfMorePropertiesThanEvidenceCanName() {
    var payload = document.putObject("raw_payload");
    for (var i = 0; i < PayloadShape.NAMES_MAX; i++) {
      payload.put("p" + i, 0);
    }
    var most = CONTRACT.violations(document);

    payload.put("one too many", 0);

    assertThat(most).isEmpty();
    assertThat(CONTRACT.violations(document))
        .containsExactly(new Violation("/raw_payload", "must have at most 1000 properties"));
  }
}
