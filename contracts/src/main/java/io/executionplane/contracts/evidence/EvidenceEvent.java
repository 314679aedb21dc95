package io.executionplane.contracts.evidence;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.TagIn;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to one execution. Its canonical bytes are the evidence: they are stored,
 * hashed and exported as they are.
 *
 * @param v version of this form
 * @param seq position in the execution's record: 1, 2, 3, … without gaps
 * @param prev hash of the event before; of the record's genesis for the first
 * @param emittedAt when the node wrote it, by the node's own clock
 * @param traceId the caller's trace
 * @param policyBundleHash digest of the caller's sandbox profile, carried and never interpreted
 * @param payload what happened; its type travels as {@code evidence_type}
 */
public record EvidenceEvent(
    @Range(min = 1, max = 1) int v,
    ExecutionRef executionRef,
    @Range(min = 1) long seq,
    Sha256 prev,
    Instant emittedAt,
    @NotBlank String nodeId,
    @NotBlank String tenantId,
    @NotBlank String requestId,
    @NotBlank @Nullable String traceId,
    @NotBlank @Nullable String laneId,
    @NotBlank @Nullable String targetId,
    @NotBlank @Nullable String targetVerifierId,
    @NotBlank @Nullable String attestationClass,
    @NotBlank @Nullable String authorityVerifierId,
    @NotBlank @Nullable String policyBundleHash,
    @TagIn("evidence_type") EvidencePayload payload) {

  /** The version that this code writes. */
  public static final int VERSION = 1;

  /** Longest canonical form of an event, in bytes. Larger things live in the output store. */
  public static final int BYTES_MAX = 16 * 1024;

  public static final Contract<EvidenceEvent> CONTRACT = Contract.of(EvidenceEvent.class);

  private static final Rules RULES = Rules.of(EvidenceEvent.class);

  public EvidenceEvent {
    RULES
        .check(
            v,
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
            payload)
        .orThrow();
    emittedAt = Timestamps.micros(emittedAt);
  }

  /** The event's type as it is written, for example {@code execution.started}. */
  public String type() {
    return EvidencePayload.typeOf(payload);
  }
}
