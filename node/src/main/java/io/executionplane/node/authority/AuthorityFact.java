package io.executionplane.node.authority;

import io.executionplane.contracts.evidence.AuthorityEvidence;
import java.util.Optional;

/** What became of a request's authority. */
public sealed interface AuthorityFact {

  /** The host registered nobody who could judge it. */
  record NoVerifier() implements AuthorityFact {}

  /** No authority was asked: the owner of the lane called it, and the host lets it. */
  record NotAsked() implements AuthorityFact {}

  /** The request named none. */
  record NotPresented() implements AuthorityFact {}

  /** The verifier did not answer in time. */
  record TimedOut() implements AuthorityFact {}

  /** The verifier broke. */
  record VerifierFailed() implements AuthorityFact {}

  /** The verifier has failed so often that it is not asked for a while. */
  record VerifierSuspended() implements AuthorityFact {}

  /** The verifier answered. */
  record Judged(AuthorityVerdict verdict) implements AuthorityFact {}

  /** The authority, if it holds. */
  default Optional<AuthorityGrant> grant() {
    return this instanceof Judged judged
            && judged.verdict() instanceof AuthorityVerdict.Granted granted
        ? Optional.of(granted.grant())
        : Optional.empty();
  }

  /** What the record may say of it. */
  default Optional<AuthorityEvidence> evidence() {
    if (this instanceof Judged judged
        && judged.verdict() instanceof AuthorityVerdict.Denied denied) {
      return denied.evidence();
    }
    return grant().map(AuthorityGrant::evidence);
  }
}
