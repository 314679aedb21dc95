package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * What a brain decided. Immutable; its profiles must not be reinterpreted as transport mechanics.
 *
 * @param extensions experiments, by namespaced name
 */
@ContractVersion("authority_decision.v1")
public record AuthorityDecision(
    @Ref String decisionId,
    @Ref String tenantId,
    @Ref String requestId,
    @Ref String policyVersion,
    @Ref String boundaryClass,
    @Ref String trustProfile,
    @Ref String approvalProfile,
    @Ref String egressProfile,
    @Ref String workspaceProfile,
    @Ref String resourceProfile,
    @Ref String decisionHash,
    Optional<JsonObject> extensions) {

  public static final Contract<AuthorityDecision> CONTRACT = Contract.of(AuthorityDecision.class);

  private static final Rules RULES = Rules.of(AuthorityDecision.class);

  public AuthorityDecision {
    RULES
        .check(
            decisionId,
            tenantId,
            requestId,
            policyVersion,
            boundaryClass,
            trustProfile,
            approvalProfile,
            egressProfile,
            workspaceProfile,
            resourceProfile,
            decisionHash,
            extensions)
        .orThrow();
  }
}
