package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.lineage.RouteLineage;
import io.executionplane.contracts.surface.PlacementFamily;
import java.util.Optional;

/** Where an intent goes. Replaced, never edited. */
@ContractVersion("execution_route.v1")
public record ExecutionRoute(
    @Ref String routeId,
    @Ref String family,
    @Ref String protocol,
    @Ref String transportFamily,
    PlacementFamily placementFamily,
    RouteLineage lineage,
    Optional<ResolvedTarget> resolvedTarget,
    Optional<ResolvedBudget> resolvedBudget) {

  public static final Contract<ExecutionRoute> CONTRACT = Contract.of(ExecutionRoute.class);

  private static final Rules RULES = Rules.of(ExecutionRoute.class);

  public ExecutionRoute {
    RULES
        .check(
            routeId,
            family,
            protocol,
            transportFamily,
            placementFamily,
            lineage,
            resolvedTarget,
            resolvedBudget)
        .and(() -> lineage.routeId().equals(routeId), "routeId", "must equal /lineage/route_id")
        .orThrow();
  }
}
