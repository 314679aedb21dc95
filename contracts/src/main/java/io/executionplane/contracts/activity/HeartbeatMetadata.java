package io.executionplane.contracts.activity;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;

/** A sign of life of an activity. */
@ContractVersion("ExecutionPlane.HeartbeatMetadata.v1")
public record HeartbeatMetadata(
    @Ref String heartbeatId,
    @Ref String tenantRef,
    @Ref String resourceRef,
    @Ref String workflowRef,
    @Ref String activityCallRef,
    @Ref String lowerRunRef,
    @Ref String traceId,
    @Ref String leaseRef) {

  public static final Contract<HeartbeatMetadata> CONTRACT = Contract.of(HeartbeatMetadata.class);

  private static final Rules RULES = Rules.of(HeartbeatMetadata.class);

  public HeartbeatMetadata {
    RULES
        .check(
            heartbeatId,
            tenantRef,
            resourceRef,
            workflowRef,
            activityCallRef,
            lowerRunRef,
            traceId,
            leaseRef)
        .orThrow();
  }
}
