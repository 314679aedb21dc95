package io.executionplane.node.authority;

import io.executionplane.contracts.admission.AuthorityRef;
import java.time.Instant;
import java.util.Optional;

/**
 * What a caller said about its grant beside presenting it. A caller that is wrong about its own
 * authority is about to do something that it did not mean to.
 */
final class StatedBeliefs {

  private StatedBeliefs() {}

  /** What the grant says otherwise, if anything. */
  static Optional<GrantCoverage.Objection> objection(AuthorityRef ref, GrantClaims claims) {
    var holds =
        agrees(ref.audience(), Optional.of(claims.aud()))
            && agrees(ref.payloadHash(), claims.payloadHash())
            && agrees(ref.issuedAt(), Optional.of(Instant.ofEpochSecond(claims.iat())))
            && agrees(ref.expiresAt(), Optional.of(claims.expiresAt()));
    return holds
        ? Optional.empty()
        : Optional.of(
            new GrantCoverage.Objection(
                "stated_otherwise", "the grant is not what the request says that it is"));
  }

  private static <T> boolean agrees(Optional<T> stated, Optional<T> found) {
    return stated.isEmpty() || stated.equals(found);
  }
}
