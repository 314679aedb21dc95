package io.executionplane.contracts.lineage;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * What a route, its outcome and its evidence descend from. Every id is required; ids that are not
 * known here are refused.
 *
 * @param idempotencyKey stays the same across every retry of one semantic request
 * @param extensions experiments, by namespaced name
 */
public record RouteLineage(
    @Ref String tenantId,
    @Ref String traceId,
    @Ref String requestId,
    @Ref String decisionId,
    @Ref String boundarySessionId,
    @Ref String attemptRef,
    @Ref String routeId,
    @Ref String idempotencyKey,
    Optional<JsonObject> extensions) {

  public static final Contract<RouteLineage> CONTRACT = Contract.of(RouteLineage.class);

  private static final Rules RULES = Rules.of(RouteLineage.class);

  public RouteLineage {
    RULES
        .check(
            tenantId,
            traceId,
            requestId,
            decisionId,
            boundarySessionId,
            attemptRef,
            routeId,
            idempotencyKey,
            extensions)
        .orThrow();
  }
}
