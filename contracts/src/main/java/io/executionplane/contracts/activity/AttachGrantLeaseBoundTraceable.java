package io.executionplane.contracts.activity;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;

/** An attach grant as a workflow traces it, bound to a lease. */
@ContractVersion("ExecutionPlane.AttachGrantLeaseBoundTraceable.v1")
public record AttachGrantLeaseBoundTraceable(
    @Ref String attachGrantId,
    @Ref String tenantRef,
    @Ref String principalRef,
    @Ref String resourceRef,
    @Ref String streamRef,
    @Ref String leaseRef,
    Instant expiresAt,
    @Ref String revocationState,
    @Ref String authorityPacketRef,
    @Ref String permissionDecisionRef,
    @Ref String traceId) {

  public static final Contract<AttachGrantLeaseBoundTraceable> CONTRACT =
      Contract.of(AttachGrantLeaseBoundTraceable.class);

  private static final Rules RULES = Rules.of(AttachGrantLeaseBoundTraceable.class);

  public AttachGrantLeaseBoundTraceable {
    RULES
        .check(
            attachGrantId,
            tenantRef,
            principalRef,
            resourceRef,
            streamRef,
            leaseRef,
            expiresAt,
            revocationState,
            authorityPacketRef,
            permissionDecisionRef,
            traceId)
        .orThrow();
    expiresAt = Timestamps.micros(expiresAt);
  }
}
