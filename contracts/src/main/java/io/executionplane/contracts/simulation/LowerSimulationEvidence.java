package io.executionplane.contracts.simulation;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.lineage.RouteLineage;
import java.util.List;

/**
 * What a simulated dispatch leaves behind: shapes and digests.
 *
 * @param outcomeFamily equals {@code family}
 * @param rawPayloadShape names of the raw payload's properties, sorted
 */
@ContractVersion("ExecutionPlane.LowerSimulationEvidence.v1")
public record LowerSimulationEvidence(
    @Handle String scenarioRef,
    @Ref String routeId,
    @Ref String family,
    @Ref String protocol,
    @Ref String outcomeContractVersion,
    SimulatedStatus outcomeStatus,
    @Ref String outcomeFamily,
    SideEffectPolicy sideEffectPolicy,
    SideEffectResult sideEffectResult,
    Fingerprint inputFingerprint,
    Fingerprint outputFingerprint,
    @NotBlank @Length(max = PayloadShape.NAME_LENGTH_MAX) @Size(max = PayloadShape.NAMES_MAX)
        List<String> rawPayloadShape,
    RouteLineage lineage,
    OwnerRepo ownerRepo) {

  public static final Contract<LowerSimulationEvidence> CONTRACT =
      Contract.of(LowerSimulationEvidence.class);

  private static final Rules RULES = Rules.of(LowerSimulationEvidence.class);

  public LowerSimulationEvidence {
    RULES
        .check(
            scenarioRef,
            routeId,
            family,
            protocol,
            outcomeContractVersion,
            outcomeStatus,
            outcomeFamily,
            sideEffectPolicy,
            sideEffectResult,
            inputFingerprint,
            outputFingerprint,
            rawPayloadShape,
            lineage,
            ownerRepo)
        .and(() -> outcomeFamily.equals(family), "outcomeFamily", "must equal family")
        .and(() -> lineage.routeId().equals(routeId), "routeId", "must equal /lineage/route_id")
        .and(
            rawPayloadShape,
            LowerSimulationEvidence::isSorted,
            "rawPayloadShape",
            "must be sorted, each name once")
        .orThrow();
    rawPayloadShape = List.copyOf(rawPayloadShape);
  }

  private static boolean isSorted(List<String> names) {
    return names.equals(names.stream().sorted().distinct().toList());
  }
}
