package io.executionplane.contracts.posture;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.contracts.target.TargetBinding;
import java.time.Instant;
import java.util.List;

/**
 * What is recorded of an attach that may go ahead: names only, so it may be kept and shown.
 *
 * @param intentId the wish that the attach serves
 * @param credentialHandleRefs credentials that the attach may bring
 * @param cleanupRefs what must be done when the attach ends, the target's wishes first
 * @param authorizedAt when the question was answered
 * @param cleanupRequired always true: an attach leaves something behind until it is cleaned up
 * @param rawMaterialPresent always false: nothing here is a credential
 */
@ContractVersion("ExecutionPlane.AttachEvidence.v1")
public record AttachEvidence(
    @Ref String tenantRef,
    @Inline TargetBinding target,
    TargetAuthPosture targetAuthPosture,
    @Ref String boundarySessionId,
    @Handle("workspace://") String workspaceRef,
    @Ref String intentId,
    @Ref String leaseRef,
    @Ref String revocationRef,
    @Handle({"credential-handle://", "urn:credential-handle:"}) @Size(max = 64)
        List<String> credentialHandleRefs,
    @Handle("provider-account://") @Size(max = 64) List<String> providerAccountRefs,
    @Handle("connector-instance://") @Size(max = 64) List<String> connectorInstanceRefs,
    @Handle("cleanup://") @Size(max = 320) List<String> cleanupRefs,
    Instant authorizedAt,
    boolean cleanupRequired,
    boolean rawMaterialPresent) {

  public static final Contract<AttachEvidence> CONTRACT = Contract.of(AttachEvidence.class);

  private static final Rules RULES = Rules.of(AttachEvidence.class);

  public AttachEvidence {
    RULES
        .check(
            tenantRef,
            target,
            targetAuthPosture,
            boundarySessionId,
            workspaceRef,
            intentId,
            leaseRef,
            revocationRef,
            credentialHandleRefs,
            providerAccountRefs,
            connectorInstanceRefs,
            cleanupRefs,
            authorizedAt,
            cleanupRequired,
            rawMaterialPresent)
        .and(() -> cleanupRequired, "cleanupRequired", "must be true")
        .and(() -> !rawMaterialPresent, "rawMaterialPresent", "must be false")
        .orThrow();
    authorizedAt = Timestamps.micros(authorizedAt);
    credentialHandleRefs = List.copyOf(credentialHandleRefs);
    providerAccountRefs = List.copyOf(providerAccountRefs);
    connectorInstanceRefs = List.copyOf(connectorInstanceRefs);
    cleanupRefs = List.copyOf(cleanupRefs);
  }
}
