package io.executionplane.node.attach;

import io.executionplane.contracts.posture.TargetPosture;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.node.authority.AttachClaims;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * Everything that a wish to attach is judged by.
 *
 * @param state where the execution stands
 * @param claims what the signed grant says; absent if there is none, or none that can be believed
 * @param isRevoked whether a grant, by its issuer and its id, was taken back
 * @param rules what the host declared
 * @param audience the name of this plane
 * @param now the moment at which it must hold
 */
record AttachFacts(
    ExecutionState state,
    Optional<AttachClaims> claims,
    BiPredicate<String, String> isRevoked,
    AttachRules rules,
    String audience,
    Instant now) {

  boolean isRevoked(AttachClaims grant) {
    return isRevoked.test(grant.iss(), grant.jti());
  }

  /** What the target of the execution accepts; empty if it has no posture. */
  Optional<TargetPosture> posture() {
    return state
        .target()
        .flatMap(target -> Optional.ofNullable(rules.postures().get(target.targetId())));
  }
}
