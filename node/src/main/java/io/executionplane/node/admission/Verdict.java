package io.executionplane.node.admission;

import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.target.TargetDescriptor;
import java.util.Optional;

/** The answer of admission: both are data, and both become evidence. */
public sealed interface Verdict {

  /** What may be said of the authority that was presented. */
  Optional<AuthorityEvidence> authority();

  /**
   * It may run, there, within these limits.
   *
   * @param attestationClass the class for which the target was taken
   */
  record Admitted(
      Optional<AuthorityEvidence> authority,
      TargetDescriptor target,
      String attestationClass,
      EffectiveLimits limits)
      implements Verdict {}

  /** It may not. */
  record Refused(Optional<AuthorityEvidence> authority, Rejection rejection) implements Verdict {}
}
