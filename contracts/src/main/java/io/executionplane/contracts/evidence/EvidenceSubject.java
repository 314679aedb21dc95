package io.executionplane.contracts.evidence;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What every event of one execution says about it. Grows once: when a target has been selected.
 *
 * @param nodeId the node that writes the events
 */
public record EvidenceSubject(
    ExecutionRef executionRef,
    @NotBlank String nodeId,
    @NotBlank String tenantId,
    @NotBlank String requestId,
    @NotBlank @Nullable String traceId,
    @NotBlank @Nullable String laneId,
    @NotBlank @Nullable String targetId,
    @NotBlank @Nullable String targetVerifierId,
    @NotBlank @Nullable String attestationClass,
    @NotBlank @Nullable String authorityVerifierId,
    @NotBlank @Nullable String policyBundleHash) {

  private static final Rules RULES = Rules.of(EvidenceSubject.class);

  public EvidenceSubject {
    RULES
        .check(
            executionRef,
            nodeId,
            tenantId,
            requestId,
            traceId,
            laneId,
            targetId,
            targetVerifierId,
            attestationClass,
            authorityVerifierId,
            policyBundleHash)
        .orThrow();
  }

  /** The subject as an event names it, so that a recovered execution goes on as it began. */
  public static EvidenceSubject of(EvidenceEvent event) {
    return new EvidenceSubject(
        event.executionRef(),
        event.nodeId(),
        event.tenantId(),
        event.requestId(),
        event.traceId(),
        event.laneId(),
        event.targetId(),
        event.targetVerifierId(),
        event.attestationClass(),
        event.authorityVerifierId(),
        event.policyBundleHash());
  }

  /** What happened next, as an event of this execution. */
  public EvidenceEvent event(long seq, Sha256 prev, Instant emittedAt, EvidencePayload payload) {
    return new EvidenceEvent(
        EvidenceEvent.VERSION,
        executionRef,
        seq,
        prev,
        emittedAt,
        nodeId,
        tenantId,
        requestId,
        traceId,
        laneId,
        targetId,
        targetVerifierId,
        attestationClass,
        authorityVerifierId,
        policyBundleHash,
        payload);
  }

  /** The same execution, judged by a verifier. */
  public EvidenceSubject judgedBy(@Nullable String verifierId) {
    return new EvidenceSubject(
        executionRef,
        nodeId,
        tenantId,
        requestId,
        traceId,
        laneId,
        targetId,
        targetVerifierId,
        attestationClass,
        verifierId,
        policyBundleHash);
  }

  /** The same execution, bound to a target. */
  public EvidenceSubject on(String target, String verifier, String attested) {
    return new EvidenceSubject(
        executionRef,
        nodeId,
        tenantId,
        requestId,
        traceId,
        laneId,
        target,
        verifier,
        attested,
        authorityVerifierId,
        policyBundleHash);
  }
}
