package io.executionplane.contracts.activity;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;

/** Where the evidence of a run is. */
@ContractVersion("ExecutionPlane.RuntimeEvidenceRef.v1")
public record RuntimeEvidenceRef(
    @Ref String runtimeEvidenceRef,
    @Ref String tenantRef,
    @Ref String resourceRef,
    @Ref String lowerRunRef,
    @Ref String traceId,
    @Ref String payloadHash,
    @Ref String redactionPosture) {

  public static final Contract<RuntimeEvidenceRef> CONTRACT = Contract.of(RuntimeEvidenceRef.class);

  private static final Rules RULES = Rules.of(RuntimeEvidenceRef.class);

  public RuntimeEvidenceRef {
    RULES
        .check(
            runtimeEvidenceRef,
            tenantRef,
            resourceRef,
            lowerRunRef,
            traceId,
            payloadHash,
            redactionPosture)
        .orThrow();
  }
}
