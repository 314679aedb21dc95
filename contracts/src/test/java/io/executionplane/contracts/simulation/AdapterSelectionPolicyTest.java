package io.executionplane.contracts.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdapterSelectionPolicyTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "simulation",
        "Simulation",
        "simulation.http",
        "a.simulation",
        "a.simulation.b",
        "a.SIMULATION_mode"
      })
  void refusesAConfigurationKeyThatSelectsSimulation(String key) {
    var policy = SimulationSamples.selection().put("config_key", key);

    assertThat(AdapterSelectionPolicy.CONTRACT.violations(policy))
        .containsExactly(new Violation("/config_key", "must not select simulation"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"execution_plane.adapters", "simulations", "a.lower_simulation"})
  void takesAKeyThatOnlySoundsAlike(String key) {
    var policy = SimulationSamples.selection().put("config_key", key);

    assertThat(AdapterSelectionPolicy.CONTRACT.violations(policy)).isEmpty();
  }

  @Test
  void refusesASwitchOfItsOwn() {
    var policy = SimulationSamples.selection().put("simulation", true);

    assertThat(AdapterSelectionPolicy.CONTRACT.violations(policy))
        .containsExactly(new Violation("/simulation", "is not known"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"request", "request_option", "public_simulation", ""})
  void refusesASurfaceThatARequestCouldReach(String surface) {
    var policy = SimulationSamples.selection().put("selection_surface", surface);

    assertThat(AdapterSelectionPolicy.CONTRACT.violations(policy))
        .extracting(Violation::pointer)
        .containsExactly("/selection_surface");
  }
}
