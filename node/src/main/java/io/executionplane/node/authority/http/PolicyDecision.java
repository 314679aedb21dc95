package io.executionplane.node.authority.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.node.authority.AllowList;
import io.executionplane.node.authority.GrantClaims;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a policy service decided, the {@code result} of its answer. Strict: what is not known here
 * could be a restriction, so a decision that has it counts for nothing.
 *
 * @param allow whether the request may go on
 * @param reason why or why not, for the caller
 * @param subject on whose behalf, for the record
 * @param targets the targets on which the effect may happen; absent means any
 * @param attestationClasses the classes that such a target may be taken for; absent means any
 * @param budget limits that it sets
 */
record PolicyDecision(
    boolean allow,
    @Length(max = 1024) Optional<String> reason,
    @NotBlank @Length(max = 256) Optional<String> subject,
    @NotBlank @Size(max = 64) List<String> targets,
    @NotBlank @Size(max = 64) List<String> attestationClasses,
    Optional<GrantClaims.Budget> budget) {

  private static final Contract<PolicyDecision> CONTRACT = Contract.of(PolicyDecision.class);
  private static final Rules RULES = Rules.of(PolicyDecision.class);
  private static final AllowList ANY = new AllowList(Set.of(AllowList.EVERYTHING));

  PolicyDecision {
    RULES.check(allow, reason, subject, targets, attestationClasses, budget).orThrow();
    targets = List.copyOf(targets);
    attestationClasses = List.copyOf(attestationClasses);
  }

  /**
   * A decision, and how far it reaches. An empty list allows nothing; an absent one does not
   * narrow.
   */
  record Reach(PolicyDecision decision, AllowList targets, AllowList attestationClasses) {}

  /**
   * Reads a decision.
   *
   * @throws io.executionplane.contracts.json.ContractViolationException if it is none
   */
  static Reach read(JsonNode result) {
    var decision = CONTRACT.decode(result);
    return new Reach(
        decision,
        result.has("targets") ? AllowList.of(decision.targets()) : ANY,
        result.has("attestation_classes") ? AllowList.of(decision.attestationClasses()) : ANY);
  }
}
