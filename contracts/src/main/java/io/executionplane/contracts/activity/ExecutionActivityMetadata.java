package io.executionplane.contracts.activity;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;

/** An activity that runs something here. */
@ContractVersion("ExecutionPlane.ExecutionActivityMetadata.v1")
public record ExecutionActivityMetadata(
    @Ref String tenantRef,
    @Ref String actorRef,
    @Ref String resourceRef,
    @Ref String workflowRef,
    @Ref String activityCallRef,
    @Ref String lowerRunRef,
    @Ref String targetRef,
    @Ref String authorityPacketRef,
    @Ref String permissionDecisionRef,
    @Ref String traceId,
    @Ref String idempotencyKey,
    @Ref String runtimeFamily,
    @Ref String timeoutPolicy,
    @Ref String heartbeatPolicy) {

  public static final Contract<ExecutionActivityMetadata> CONTRACT =
      Contract.of(ExecutionActivityMetadata.class);

  private static final Rules RULES = Rules.of(ExecutionActivityMetadata.class);

  public ExecutionActivityMetadata {
    RULES
        .check(
            tenantRef,
            actorRef,
            resourceRef,
            workflowRef,
            activityCallRef,
            lowerRunRef,
            targetRef,
            authorityPacketRef,
            permissionDecisionRef,
            traceId,
            idempotencyKey,
            runtimeFamily,
            timeoutPolicy,
            heartbeatPolicy)
        .orThrow();
  }
}
