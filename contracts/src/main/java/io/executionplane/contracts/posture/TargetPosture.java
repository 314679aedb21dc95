package io.executionplane.contracts.posture;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;
import java.util.Optional;

/**
 * What a target accepts. An empty list permits nothing.
 *
 * @param cleanupRefs what must be done when the attach ends
 * @param materializedStateRefs what an attach left behind so far
 * @param multiHandle whether an attach may bring more than one credential handle; absent means no
 */
@ContractVersion("ExecutionPlane.TargetPosture.v1")
public record TargetPosture(
    @Ref String tenantRef,
    @Handle("target://") String targetRef,
    @Ref String targetKind,
    TargetAuthPosture targetAuthPosture,
    @Handle("target-posture://") String targetAuthPostureRef,
    @Ref String boundarySessionId,
    @Handle("workspace://") String workspaceRef,
    @Handle("no-egress-posture://") String noEgressPostureRef,
    @Handle("process-target-identity://") Optional<String> processTargetIdentityRef,
    @Handle("stream-target-identity://") Optional<String> streamTargetIdentityRef,
    @Handle("service-identity://") Optional<String> serviceIdentityRef,
    @Ref @Size(max = 256) List<String> allowedProviderFamilies,
    @Handle("provider-account://") @Size(max = 256) List<String> allowedProviderAccountRefs,
    @Handle("connector-instance://") @Size(max = 256) List<String> allowedConnectorInstanceRefs,
    @Handle({"credential-handle://", "urn:credential-handle:"}) @Size(max = 256)
        List<String> allowedCredentialHandleRefs,
    @Handle("attach-grant://") @Size(max = 256) List<String> allowedAttachGrantRefs,
    @Handle("cleanup://") @Size(max = 256) List<String> cleanupRefs,
    @Handle("materialized-credential://") @Size(max = 256) List<String> materializedStateRefs,
    Optional<Boolean> multiHandle) {

  public static final Contract<TargetPosture> CONTRACT = Contract.of(TargetPosture.class);

  private static final Rules RULES = Rules.of(TargetPosture.class);

  public TargetPosture {
    RULES
        .check(
            tenantRef,
            targetRef,
            targetKind,
            targetAuthPosture,
            targetAuthPostureRef,
            boundarySessionId,
            workspaceRef,
            noEgressPostureRef,
            processTargetIdentityRef,
            streamTargetIdentityRef,
            serviceIdentityRef,
            allowedProviderFamilies,
            allowedProviderAccountRefs,
            allowedConnectorInstanceRefs,
            allowedCredentialHandleRefs,
            allowedAttachGrantRefs,
            cleanupRefs,
            materializedStateRefs,
            multiHandle)
        .orThrow();
    allowedProviderFamilies = List.copyOf(allowedProviderFamilies);
    allowedProviderAccountRefs = List.copyOf(allowedProviderAccountRefs);
    allowedConnectorInstanceRefs = List.copyOf(allowedConnectorInstanceRefs);
    allowedCredentialHandleRefs = List.copyOf(allowedCredentialHandleRefs);
    allowedAttachGrantRefs = List.copyOf(allowedAttachGrantRefs);
    cleanupRefs = List.copyOf(cleanupRefs);
    materializedStateRefs = List.copyOf(materializedStateRefs);
  }

  /** The same target with something else left behind at it. */
  public TargetPosture withMaterializedStateRefs(List<String> left) {
    return new TargetPosture(
        tenantRef,
        targetRef,
        targetKind,
        targetAuthPosture,
        targetAuthPostureRef,
        boundarySessionId,
        workspaceRef,
        noEgressPostureRef,
        processTargetIdentityRef,
        streamTargetIdentityRef,
        serviceIdentityRef,
        allowedProviderFamilies,
        allowedProviderAccountRefs,
        allowedConnectorInstanceRefs,
        allowedCredentialHandleRefs,
        allowedAttachGrantRefs,
        cleanupRefs,
        left,
        multiHandle);
  }
}
