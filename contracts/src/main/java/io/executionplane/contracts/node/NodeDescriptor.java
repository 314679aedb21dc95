package io.executionplane.contracts.node;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.contracts.target.TargetDescriptor;
import java.util.List;
import java.util.Optional;

/**
 * What a node is: its lanes, its verifiers, the targets that they verified.
 *
 * @param registrationComplete whether it admits requests
 */
@ContractVersion("1")
public record NodeDescriptor(
    @Ref String nodeId,
    ContractVersionRange contractVersionRange,
    @Size(max = 64) List<LaneCapabilities> registeredLanes,
    @Size(max = 64) List<TargetVerifierDescription> registeredTargetVerifiers,
    @Size(max = 10_000) List<TargetDescriptor> verifiedTargets,
    @Ref Optional<String> authorityVerifier,
    boolean registrationComplete) {

  public static final Contract<NodeDescriptor> CONTRACT = Contract.of(NodeDescriptor.class);

  private static final Rules RULES = Rules.of(NodeDescriptor.class);

  public NodeDescriptor {
    RULES
        .check(
            nodeId,
            contractVersionRange,
            registeredLanes,
            registeredTargetVerifiers,
            verifiedTargets,
            authorityVerifier,
            registrationComplete)
        .orThrow();
    registeredLanes = List.copyOf(registeredLanes);
    registeredTargetVerifiers = List.copyOf(registeredTargetVerifiers);
    verifiedTargets = List.copyOf(verifiedTargets);
  }
}
