package io.executionplane.node.authority;

import io.executionplane.contracts.admission.AuthorityRef;
import java.util.Optional;

/** Reads the attach grants of trusted issuers. */
public final class AttachGrants {

  private final GrantReader<AttachClaims> reader;

  public AttachGrants(TrustedIssuers issuers) {
    this.reader = new GrantReader<>(issuers, AttachClaims.CONTRACT);
  }

  /** What a grant says; empty if it is no attach grant that a trusted issuer signed. */
  public Optional<AttachClaims> read(AuthorityRef grant) {
    try {
      return Optional.of(reader.read(grant.ref()));
    } catch (UnreadableGrantException unreadable) {
      return Optional.empty();
    }
  }
}
