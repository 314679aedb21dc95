package io.executionplane.contracts.activity;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/** A workflow that wants a run to stop. */
@ContractVersion("ExecutionPlane.CancellationMetadata.v1")
public record CancellationMetadata(
    @Ref String cancellationId,
    @Ref String tenantRef,
    @Ref String actorRef,
    @Ref String resourceRef,
    @Ref String workflowRef,
    @Ref Optional<String> activityCallRef,
    @Ref String lowerRunRef,
    @Ref String authorityPacketRef,
    @Ref String permissionDecisionRef,
    @Ref String traceId,
    @Ref String idempotencyKey) {

  public static final Contract<CancellationMetadata> CONTRACT =
      Contract.of(CancellationMetadata.class);

  private static final Rules RULES = Rules.of(CancellationMetadata.class);

  public CancellationMetadata {
    RULES
        .check(
            cancellationId,
            tenantRef,
            actorRef,
            resourceRef,
            workflowRef,
            activityCallRef,
            lowerRunRef,
            authorityPacketRef,
            permissionDecisionRef,
            traceId,
            idempotencyKey)
        .orThrow();
  }
}
