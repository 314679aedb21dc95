package io.executionplane.contracts.dispatch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.packet.ExecutionIntent;
import io.executionplane.contracts.packet.ExecutionOutcome;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.packet.HttpExecutionIntent;
import io.executionplane.contracts.packet.OutcomeArtifact;
import io.executionplane.contracts.packet.OutcomeMetrics;
import io.executionplane.contracts.packet.OutcomeStatus;
import io.executionplane.contracts.packet.ProcessExecutionIntent;
import io.executionplane.contracts.simulation.Fingerprint;
import io.executionplane.contracts.simulation.LowerSimulation;
import io.executionplane.contracts.simulation.LowerSimulationEvidence;
import io.executionplane.contracts.simulation.OwnerRepo;
import io.executionplane.contracts.simulation.PayloadShape;
import io.executionplane.contracts.simulation.RouteHandle;
import io.executionplane.contracts.simulation.SideEffectPolicy;
import io.executionplane.contracts.simulation.SideEffectResult;
import io.executionplane.contracts.simulation.SimulatedStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers a dispatch from the simulation that its route carries, without any I/O. */
public final class SimulatedDispatch {

  private static final String ARTIFACTS = "artifact://execution-plane/lower-simulation/";

  private static final Failure INVALID =
      new Failure(
          FailureClass.ROUTE_UNRESOLVED,
          "invalid_lower_simulation_route",
          "invalid lower simulation route");

  private static final JsonObject BLOCKED =
      JsonObject.of(
          JsonNodeFactory.instance
              .objectNode()
              .put("side_effect_result", "blocked_before_dispatch"));

  private SimulatedDispatch() {}

  /** Whether a route is simulated. */
  public static boolean isSimulated(ExecutionRoute route) {
    return simulation(route).isPresent();
  }

  /**
   * The outcome of a simulated dispatch: the simulation's raw payload, unchanged, and one artifact
   * with the evidence that nothing else happened.
   *
   * <p>A simulation that does not fit its route or the intent fails as {@code route_unresolved}: an
   * owner's mistake must not turn into a real dispatch, nor into a pretended one.
   *
   * @throws IllegalArgumentException if the route is not simulated
   * @throws io.executionplane.contracts.json.MalformedJsonException if the intent is larger than a
   *     document may be, so that it has no fingerprint
   */
  public static ExecutionOutcome outcome(ExecutionRoute route, ExecutionIntent intent) {
    var simulation =
        simulation(route)
            .orElseThrow(() -> new IllegalArgumentException(route.routeId() + " is not simulated"));
    return input(route, intent, simulation.sideEffectPolicy())
        .map(input -> answered(route, simulation, input))
        .orElseGet(() -> blocked(route));
  }

  private static Optional<LowerSimulation> simulation(ExecutionRoute route) {
    return route.resolvedTarget().flatMap(target -> target.lowerSimulation());
  }

  /** What the dispatch was given; empty if route, intent and policy do not fit together. */
  private static Optional<Fingerprint> input(
      ExecutionRoute route, ExecutionIntent intent, SideEffectPolicy policy) {
    if (!intent.envelope().protocol().equals(route.protocol())) {
      return Optional.empty();
    }
    if (route.protocol().equals("http")
        && policy == SideEffectPolicy.DENY_EXTERNAL_EGRESS
        && intent instanceof HttpExecutionIntent http) {
      return Optional.of(InputFingerprint.of(http));
    }
    if (route.protocol().equals("process")
        && policy == SideEffectPolicy.DENY_PROCESS_SPAWN
        && intent instanceof ProcessExecutionIntent process) {
      return Optional.of(InputFingerprint.of(process));
    }
    return Optional.empty();
  }

  // --- The two answers

  private static ExecutionOutcome answered(
      ExecutionRoute route, LowerSimulation simulation, Fingerprint input) {
    return new ExecutionOutcome(
        route.routeId(),
        isFailed(simulation) ? OutcomeStatus.FAILED : OutcomeStatus.SUCCEEDED,
        route.family(),
        route.lineage(),
        Optional.of(simulation.rawPayload()),
        List.of(artifact(route, simulation, input)),
        Optional.of(counted(simulation.effectiveMetrics())),
        simulation.effectiveFailure());
  }

  private static ExecutionOutcome blocked(ExecutionRoute route) {
    return new ExecutionOutcome(
        route.routeId(),
        OutcomeStatus.FAILED,
        route.family(),
        route.lineage(),
        Optional.of(BLOCKED),
        List.of(),
        Optional.empty(),
        Optional.of(INVALID));
  }

  private static boolean isFailed(LowerSimulation simulation) {
    return simulation.effectiveStatus() == SimulatedStatus.FAILED;
  }

  private static OutcomeMetrics counted(Map<String, Long> counts) {
    return new OutcomeMetrics(Optional.empty(), Optional.empty(), Optional.empty(), counts);
  }

  // --- Evidence

  private static OutcomeArtifact artifact(
      ExecutionRoute route, LowerSimulation simulation, Fingerprint input) {
    var policy = simulation.noEgressPolicy();
    return new OutcomeArtifact(
        RouteHandle.of(ARTIFACTS, route.routeId()),
        "lower_simulation_evidence",
        Optional.of(policy.policyRef()),
        policy.requiredNegativeEvidence(),
        Optional.of(evidence(route, simulation, input)));
  }

  private static LowerSimulationEvidence evidence(
      ExecutionRoute route, LowerSimulation simulation, Fingerprint input) {
    return new LowerSimulationEvidence(
        simulation.scenarioRef(),
        route.routeId(),
        route.family(),
        route.protocol(),
        "execution_outcome.v1",
        simulation.effectiveStatus(),
        route.family(),
        simulation.sideEffectPolicy(),
        SideEffectResult.NOT_ATTEMPTED,
        input,
        output(simulation.rawPayload()),
        PayloadShape.names(simulation.rawPayload()),
        route.lineage(),
        OwnerRepo.EXECUTION_PLANE);
  }

  private static Fingerprint output(JsonObject rawPayload) {
    var canonical = rawPayload.canonical().getBytes(StandardCharsets.UTF_8);
    return new Fingerprint(Sha256.of(canonical), canonical.length);
  }
}
