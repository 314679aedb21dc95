package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;
import java.util.Optional;

/**
 * A session as its spine keeps it.
 *
 * @param policyEcho the policy in force, as its author wrote it
 * @param extensions experiments, by namespaced name
 */
@ContractVersion("boundary_session_descriptor.v1")
public record BoundarySessionDescriptor(
    @Ref String boundarySessionId,
    @Ref String decisionId,
    @Ref String sessionStatus,
    @Ref String attachState,
    @Ref String workspaceRef,
    @Ref @Size(max = 256) List<String> artifactRefs,
    @Ref @Size(max = 256) List<String> leaseRefs,
    @Ref @Size(max = 256) List<String> approvalRefs,
    Optional<JsonObject> policyEcho,
    Optional<JsonObject> extensions) {

  public static final Contract<BoundarySessionDescriptor> CONTRACT =
      Contract.of(BoundarySessionDescriptor.class);

  private static final Rules RULES = Rules.of(BoundarySessionDescriptor.class);

  public BoundarySessionDescriptor {
    RULES
        .check(
            boundarySessionId,
            decisionId,
            sessionStatus,
            attachState,
            workspaceRef,
            artifactRefs,
            leaseRefs,
            approvalRefs,
            policyEcho,
            extensions)
        .orThrow();
    artifactRefs = List.copyOf(artifactRefs);
    leaseRefs = List.copyOf(leaseRefs);
    approvalRefs = List.copyOf(approvalRefs);
  }
}
