package io.executionplane.node.attach;

import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.hazmat.AttachGrant;
import java.util.Optional;

/** On whose word somebody wants to attach. */
public sealed interface AttachAuthority {

  /** A signed attach grant. */
  record Signed(AuthorityRef grant) implements AttachAuthority {}

  /**
   * A role that the host gave to whoever asks, after it had made sure of him. Counts only where the
   * host declared the role when it described the node.
   *
   * @param name the role's
   * @param attachGrant the grant that a target with a posture asks for
   */
  record Role(String name, Optional<AttachGrant> attachGrant) implements AttachAuthority {

    /** A role, for targets without a posture. */
    public static Role named(String name) {
      return new Role(name, Optional.empty());
    }
  }
}
