package io.executionplane.node.authority;

import io.executionplane.contracts.evidence.AuthorityEvidence;
import java.util.Optional;

/** What a verifier says of an authority. */
public sealed interface AuthorityVerdict {

  /** It holds, and covers this much. */
  record Granted(AuthorityGrant grant) implements AuthorityVerdict {}

  /**
   * It does not hold.
   *
   * @param code a stable word, for example {@code expired}
   * @param message one sentence, fit for the caller
   * @param evidence what may be said of it, once its signature is known to be good
   */
  record Denied(String code, String message, Optional<AuthorityEvidence> evidence)
      implements AuthorityVerdict {

    public static Denied unverified(String code, String message) {
      return new Denied(code, message, Optional.empty());
    }
  }
}
