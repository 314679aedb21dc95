package io.executionplane.contracts.packet;

import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.lineage.RouteLineage;
import java.util.List;
import java.util.Optional;

/**
 * How a dispatch ended, raw. A failed dispatch need not have a failure: a command that exits with 3
 * did not fail the plane.
 *
 * @param rawPayload as the protocol gave it
 */
@ContractVersion("execution_outcome.v1")
public record ExecutionOutcome(
    @Ref String routeId,
    OutcomeStatus status,
    @Ref String family,
    RouteLineage lineage,
    Optional<JsonObject> rawPayload,
    @Size(max = 256) List<OutcomeArtifact> artifacts,
    Optional<OutcomeMetrics> metrics,
    Optional<Failure> failure) {

  public static final Contract<ExecutionOutcome> CONTRACT = Contract.of(ExecutionOutcome.class);

  private static final Rules RULES = Rules.of(ExecutionOutcome.class);

  public ExecutionOutcome {
    RULES
        .check(routeId, status, family, lineage, rawPayload, artifacts, metrics, failure)
        .and(() -> lineage.routeId().equals(routeId), "routeId", "must equal /lineage/route_id")
        .and(
            () -> failure.isEmpty() || status == OutcomeStatus.FAILED,
            "failure",
            "must be absent unless the status is failed")
        .orThrow();
    artifacts = List.copyOf(artifacts);
  }

  /** The same outcome with these metrics. */
  public ExecutionOutcome withMetrics(OutcomeMetrics measured) {
    return new ExecutionOutcome(
        routeId, status, family, lineage, rawPayload, artifacts, Optional.of(measured), failure);
  }
}
