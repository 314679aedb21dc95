package io.executionplane.contracts.simulation;

import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a route is simulated. Its owner put it there; a request cannot.
 *
 * @param status absent means succeeded
 * @param rawPayload returned unchanged
 * @param metrics what the dispatch is said to have counted; {@code duration_ms} counts as 0 when
 *     absent
 * @param failure only when failed; absent then means {@code transport_failed}
 * @param sideEffectPolicy which effect of the route's protocol is denied; whether the two fit is
 *     told when it is dispatched, since a simulation does not know its route
 */
public record LowerSimulation(
    @Handle String scenarioRef,
    Optional<SimulatedStatus> status,
    JsonObject rawPayload,
    @Size(max = 255) Map<@Ref String, @Range(min = 0) Long> metrics,
    Optional<Failure> failure,
    NoEgressPolicy noEgressPolicy,
    SideEffectPolicy sideEffectPolicy) {

  private static final Failure SIMULATED_FAILURE =
      new Failure(FailureClass.TRANSPORT_FAILED, "simulated_failure", "simulated failure");

  private static final Rules RULES = Rules.of(LowerSimulation.class);

  public LowerSimulation {
    RULES
        .check(scenarioRef, status, rawPayload, metrics, failure, noEgressPolicy, sideEffectPolicy)
        .and(
            () -> failure.isEmpty() || status.equals(Optional.of(SimulatedStatus.FAILED)),
            "failure",
            "must be absent unless the status is failed")
        .and(
            () -> PayloadShape.isWhole(rawPayload),
            "rawPayload",
            "must have at most " + PayloadShape.NAMES_MAX + " properties")
        .orThrow();
    metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
  }

  /** How the dispatch ends. */
  public SimulatedStatus effectiveStatus() {
    return status.orElse(SimulatedStatus.SUCCEEDED);
  }

  /** Why it fails; empty when it succeeds. */
  public Optional<Failure> effectiveFailure() {
    return effectiveStatus() == SimulatedStatus.FAILED
        ? Optional.of(failure.orElse(SIMULATED_FAILURE))
        : Optional.empty();
  }

  /** What it counts, {@code duration_ms} (milliseconds) always among it. */
  public Map<String, Long> effectiveMetrics() {
    var all = new TreeMap<>(metrics);
    all.putIfAbsent("duration_ms", 0L);
    return Collections.unmodifiableSortedMap(all);
  }
}
