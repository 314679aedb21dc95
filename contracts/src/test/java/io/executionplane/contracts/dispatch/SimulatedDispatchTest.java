package io.executionplane.contracts.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.packet.ExecutionOutcome;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.packet.JsonRpcExecutionIntent;
import io.executionplane.contracts.packet.OutcomeStatus;
import io.executionplane.contracts.simulation.SimulationSamples;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedDispatchTest {

  @Test
  void knowsARouteThatIsSimulated() {
    var simulated = SimulationSamples.route("http", SimulationSamples.simulation("http"));
    var real = withoutSimulation(simulated);

    assertThat(SimulatedDispatch.isSimulated(simulated)).isTrue();
    assertThat(SimulatedDispatch.isSimulated(real)).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SimulatedDispatch.outcome(real, SimulationSamples.http("http://h")))
        .withMessage("route-1 is not simulated");
  }

  @Test
  void failsAsItsOwnerWants() {
    var simulation = SimulationSamples.simulation("process").put("status", "failed");
    var route = SimulationSamples.route("process", simulation);

    var outcome = SimulatedDispatch.outcome(route, SimulationSamples.process("/bin/true"));

    assertThat(outcome.status()).isEqualTo(OutcomeStatus.FAILED);
    assertThat(outcome.failure().orElseThrow().failureClass())
        .isEqualTo(FailureClass.TRANSPORT_FAILED);
    assertThat(outcome.artifacts()).hasSize(1);
    assertThat(outcome.rawPayload())
        .contains(JsonObject.of((ObjectNode) simulation.get("raw_payload")));
  }

  @Test
  void answersTheSameEveryTime() {
    var route = SimulationSamples.route("http", SimulationSamples.simulation("http"));

    var first = SimulatedDispatch.outcome(route, SimulationSamples.http("http://h"));
    var second = SimulatedDispatch.outcome(route, SimulationSamples.http("http://h"));

    assertThat(second).isEqualTo(first);
    assertThat(first.metrics().orElseThrow().counts()).containsEntry("duration_ms", 0L);
  }

  @Test
  void namesARouteWhoseIdAHandleCannotHold() {
    var document =
        (ObjectNode)
            ExecutionRoute.CONTRACT.encode(
                SimulationSamples.route("http", SimulationSamples.simulation("http")));
    document.put("route_id", "a b").withObject("/lineage").put("route_id", "a b");
    var route = ExecutionRoute.CONTRACT.decode(document);

    var outcome = SimulatedDispatch.outcome(route, SimulationSamples.http("http://h"));

    assertThat(outcome.artifacts().get(0).artifactRef())
        .isEqualTo("artifact://execution-plane/lower-simulation/a%20b");
  }

  @Test
  void blocksAPolicyThatIsForTheOtherProtocol() {
    var http = SimulationSamples.route("http", SimulationSamples.simulation("process"));
    var process = SimulationSamples.route("process", SimulationSamples.simulation("http"));

    assertBlocked(SimulatedDispatch.outcome(http, SimulationSamples.http("http://h")));
    assertBlocked(SimulatedDispatch.outcome(process, SimulationSamples.process("/bin/true")));
  }

  @Test
  void blocksAnIntentThatIsForTheOtherProtocol() {
    var route = SimulationSamples.route("http", SimulationSamples.simulation("http"));

    assertBlocked(SimulatedDispatch.outcome(route, SimulationSamples.process("/bin/true")));
  }

  @Test
  void blocksProtocolsThatCannotBeSimulated() {
    var route = SimulationSamples.route("jsonrpc", SimulationSamples.simulation("http"));
    var document = SimulationSamples.parse("{}");
    document.set("envelope", SimulationSamples.envelope("jsonrpc"));
    var intent = JsonRpcExecutionIntent.CONTRACT.decode(document);

    assertBlocked(SimulatedDispatch.outcome(route, intent));
  }

  static void assertBlocked(ExecutionOutcome outcome) {
    assertThat(outcome.status()).isEqualTo(OutcomeStatus.FAILED);
    assertThat(outcome.rawPayload().map(JsonObject::canonical))
        .isEqualTo(Optional.of("{\"side_effect_result\":\"blocked_before_dispatch\"}"));
    assertThat(outcome.artifacts()).isEmpty();
    var failure = outcome.failure().orElseThrow();
    assertThat(failure.failureClass()).isEqualTo(FailureClass.ROUTE_UNRESOLVED);
    assertThat(failure.reason()).isEqualTo("invalid lower simulation route");
  }

  private static ExecutionRoute withoutSimulation(ExecutionRoute route) {
    var document = (ObjectNode) ExecutionRoute.CONTRACT.encode(route);
    document.remove("resolved_target");
    return ExecutionRoute.CONTRACT.decode(document);
  }
}
