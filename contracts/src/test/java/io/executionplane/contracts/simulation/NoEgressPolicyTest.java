package io.executionplane.contracts.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoEgressPolicyTest {

  @Test
  void hasAStandardThatDeniesEverything() {
    var standard = NoEgressPolicy.standard();

    assertThat(standard.policyRef()).isEqualTo("no-egress-policy://execution-plane/lower/v1");
    assertThat(standard.enforcementBoundary()).isEqualTo("lower_runtime");
    assertThat(NoEgressPolicy.CONTRACT.violations(SimulationSamples.policy())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/mode",
        "/denied_surfaces/external_egress",
        "/denied_surfaces/process_spawn",
        "/denied_surfaces/unregistered_provider_route",
        "/denied_surfaces/raw_external_saas_write_path"
      })
  void refusesToAllowAnything(String pointer) {
    var policy = SimulationSamples.policy();
    var end = pointer.lastIndexOf('/');

    policy.withObject(pointer.substring(0, end)).put(pointer.substring(end + 1), "allow");

    assertThat(NoEgressPolicy.CONTRACT.violations(policy))
        .extracting(Violation::pointer)
        .containsExactly(pointer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "external_egress",
        "process_spawn",
        "unregistered_provider_route",
        "raw_external_saas_write_path"
      })
  void refusesToLeaveASurfaceOpen(String surface) {
    var policy = SimulationSamples.policy();

    policy.withObject("/denied_surfaces").remove(surface);

    assertThat(NoEgressPolicy.CONTRACT.violations(policy))
        .containsExactly(new Violation("/denied_surfaces/" + surface, "is required"));
  }

  @Test
  void refusesPartialNegativeEvidence() {
    var none = SimulationSamples.policy();
    none.remove("required_negative_evidence");
    var one = SimulationSamples.policy();
    one.withArray("/required_negative_evidence").remove(0);
    var oneTwice = SimulationSamples.policy();
    var twice = oneTwice.withArray("/required_negative_evidence");
    twice.set(0, twice.get(1));

    for (var partial : List.of(none, one, oneTwice)) {
      assertThat(NoEgressPolicy.CONTRACT.violations(partial))
          .extracting(Violation::pointer)
          .containsExactly("/required_negative_evidence");
    }
  }

  @Test
  void takesNegativeEvidenceInAnyOrder() {
    var policy = SimulationSamples.policy();
    var required = policy.withArray("/required_negative_evidence");

    required.add(required.remove(0));

    assertThat(NoEgressPolicy.CONTRACT.violations(policy)).isEmpty();
  }

  @Test
  void refusesAPolicyThatIsNamedByNoHandle() {
    var policy = SimulationSamples.policy().put("policy_ref", "lower/v1");

    assertThat(NoEgressPolicy.CONTRACT.violations(policy))
        .extracting(Violation::pointer)
        .containsExactly("/policy_ref");
  }
}
