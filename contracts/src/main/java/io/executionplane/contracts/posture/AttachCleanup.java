package io.executionplane.contracts.posture;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/**
 * An attach was cleaned up: what it had left at the target is gone. Names only; the evidence of the
 * cleanup and the event that changes the posture are the same record.
 *
 * @param cleanupRefs what was done
 * @param clearedStateRefs what the target held and holds no more
 * @param rawMaterialPresent always false
 */
@ContractVersion("ExecutionPlane.AttachCleanup.v1")
public record AttachCleanup(
    @Ref String tenantRef,
    @Handle("target://") String targetRef,
    @Handle("attach-grant://") String attachGrantRef,
    @Handle("target-posture://") String targetAuthPostureRef,
    @Ref String boundarySessionId,
    @Handle("cleanup://") @Size(max = 320) List<String> cleanupRefs,
    @Handle("materialized-credential://") @Size(max = 256) List<String> clearedStateRefs,
    Instant cleanedAt,
    boolean rawMaterialPresent) {

  public static final Contract<AttachCleanup> CONTRACT = Contract.of(AttachCleanup.class);

  private static final Rules RULES = Rules.of(AttachCleanup.class);

  public AttachCleanup {
    RULES
        .check(
            tenantRef,
            targetRef,
            attachGrantRef,
            targetAuthPostureRef,
            boundarySessionId,
            cleanupRefs,
            clearedStateRefs,
            cleanedAt,
            rawMaterialPresent)
        .and(() -> !rawMaterialPresent, "rawMaterialPresent", "must be false")
        .orThrow();
    cleanedAt = Timestamps.micros(cleanedAt);
    cleanupRefs = List.copyOf(cleanupRefs);
    clearedStateRefs = List.copyOf(clearedStateRefs);
  }

  /**
   * The cleanup of an attach, once everything that the target holds was cleared.
   *
   * @throws IllegalArgumentException if the attach was to another target
   */
  public static AttachCleanup of(TargetPosture posture, AttachEvidence attach, Instant cleanedAt) {
    requireSame(posture, attach.tenantRef(), attach.target().targetRef());
    return new AttachCleanup(
        attach.tenantRef(),
        attach.target().targetRef(),
        attach.target().attachGrantRef(),
        attach.target().targetAuthPostureRef(),
        attach.boundarySessionId(),
        attach.cleanupRefs(),
        posture.materializedStateRefs(),
        cleanedAt,
        false);
  }

  /**
   * The posture as the cleanup leaves it. What was left there since stays.
   *
   * @throws IllegalArgumentException if another target was cleaned up
   */
  public TargetPosture applyTo(TargetPosture posture) {
    requireSame(posture, tenantRef, targetRef);
    var cleared = new HashSet<>(clearedStateRefs);
    return posture.withMaterializedStateRefs(
        posture.materializedStateRefs().stream().filter(ref -> !cleared.contains(ref)).toList());
  }

  private static void requireSame(TargetPosture posture, String tenantRef, String targetRef) {
    if (!posture.tenantRef().equals(tenantRef) || !posture.targetRef().equals(targetRef)) {
      throw new IllegalArgumentException("the posture is another target's");
    }
  }
}
