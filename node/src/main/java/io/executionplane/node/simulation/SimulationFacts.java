package io.executionplane.node.simulation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.contracts.simulation.NoEgressPolicy;

/**
 * What the record says of a simulation. Neither egress nor spawning was attempted, because the
 * interpreter of scripts has no means for it.
 */
final class SimulationFacts {

  private SimulationFacts() {}

  /** Before anything else. */
  static LaneFact began(Script script, SimulatedPayload payload) {
    var data = JsonNodeFactory.instance.objectNode();
    data.put("simulated", true);
    data.put("scenario_ref", script.reference());
    data.put("scenario_digest", script.digest().text());
    data.put("input_fingerprint", Sha256.ofText(payload.payload().canonical()).text());
    data.put("no_egress_policy_ref", NoEgressPolicy.standard().policyRef());
    return new Told("simulation.began", JsonObject.of(data));
  }

  /** Before the end, when all output is stored. */
  static LaneFact ended(long outputBytes) {
    var data = JsonNodeFactory.instance.objectNode();
    data.put("simulated", true);
    data.put("no_egress", true);
    data.put("no_spawn", true);
    data.put("side_effect_result", "not_attempted");
    data.put("output_bytes", outputBytes);
    return new Told("simulation.ended", JsonObject.of(data));
  }

  /** A fact of the lane that is stood in for, as the script tells it. */
  static LaneFact told(Beat.Fact fact) {
    return new Told(fact.name(), fact.data());
  }

  private record Told(String name, JsonObject data) implements LaneFact {}
}
