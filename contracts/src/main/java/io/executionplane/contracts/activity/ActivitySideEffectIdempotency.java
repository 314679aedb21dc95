package io.executionplane.contracts.activity;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;

/** What makes two tries of an activity one side effect: the same intent and the same key. */
@ContractVersion("ExecutionPlane.ActivitySideEffectIdempotency.v1")
public record ActivitySideEffectIdempotency(
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
    @Ref String intentId,
    @Ref String idempotencyKey,
    @Ref String leaseRef,
    @Ref String leaseEvidenceRef,
    @Ref String heartbeatPolicy,
    @Ref String timeoutPolicy,
    @Ref String retryPolicy,
    @Ref String sideEffectRef,
    @Ref String releaseManifestRef) {

  public static final Contract<ActivitySideEffectIdempotency> CONTRACT =
      Contract.of(ActivitySideEffectIdempotency.class);

  private static final Rules RULES = Rules.of(ActivitySideEffectIdempotency.class);

  public ActivitySideEffectIdempotency {
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
            intentId,
            idempotencyKey,
            leaseRef,
            leaseEvidenceRef,
            heartbeatPolicy,
            timeoutPolicy,
            retryPolicy,
            sideEffectRef,
            releaseManifestRef)
        .orThrow();
  }

  /**
   * Whether another try may not repeat the side effect of this one. A tenant shares its retries
   * with nobody: another could otherwise swallow them by guessing its keys.
   */
  public boolean sharesRetryScopeWith(ActivitySideEffectIdempotency other) {
    return tenantRef.equals(other.tenantRef)
        && intentId.equals(other.intentId)
        && idempotencyKey.equals(other.idempotencyKey);
  }
}
