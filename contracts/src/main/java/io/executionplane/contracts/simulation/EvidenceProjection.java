package io.executionplane.contracts.simulation;

import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * What evidence a scenario yields: {@link LowerSimulationEvidence}, shapes only.
 *
 * @param targetContract where it is projected to; never the raw payload of an outcome
 */
public record EvidenceProjection(
    EvidenceContract contractVersion,
    RawPayloadPersistence rawPayloadPersistence,
    @Ref Optional<String> targetContract) {

  private static final String RAW_PAYLOAD = "ExecutionOutcome.v1.raw_payload";
  private static final Rules RULES = Rules.of(EvidenceProjection.class);

  public EvidenceProjection {
    RULES
        .check(contractVersion, rawPayloadPersistence, targetContract)
        .and(
            () -> !targetContract.equals(Optional.of(RAW_PAYLOAD)),
            "targetContract",
            "must not be " + RAW_PAYLOAD)
        .orThrow();
  }
}
