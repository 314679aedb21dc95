package io.executionplane.contracts.simulation;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;
import java.util.Set;

/**
 * Nothing leaves: neither calls nor processes. A policy that allows anything is no such policy and
 * is refused.
 *
 * @param enforcementBoundary who holds the line, for example {@code lower_runtime}
 * @param requiredNegativeEvidence every attempt that there is, each once, in any order
 */
@ContractVersion("ExecutionPlane.NoEgressPolicy.v1")
public record NoEgressPolicy(
    @Handle String policyRef,
    Deny mode,
    @Ref String enforcementBoundary,
    DeniedSurfaces deniedSurfaces,
    @Size(min = 2, max = 2) List<NegativeEvidence> requiredNegativeEvidence) {

  public static final Contract<NoEgressPolicy> CONTRACT = Contract.of(NoEgressPolicy.class);

  private static final Rules RULES = Rules.of(NoEgressPolicy.class);

  public NoEgressPolicy {
    RULES
        .check(policyRef, mode, enforcementBoundary, deniedSurfaces, requiredNegativeEvidence)
        .and(
            requiredNegativeEvidence,
            required -> Set.copyOf(required).size() == required.size(),
            "requiredNegativeEvidence",
            "must name each attempt once")
        .orThrow();
    requiredNegativeEvidence = List.copyOf(requiredNegativeEvidence);
  }

  /** The policy of every simulation that names no other. */
  public static NoEgressPolicy standard() {
    return new NoEgressPolicy(
        "no-egress-policy://execution-plane/lower/v1",
        Deny.DENY,
        "lower_runtime",
        new DeniedSurfaces(Deny.DENY, Deny.DENY, Deny.DENY, Deny.DENY),
        List.of(NegativeEvidence.values()));
  }
}
