package io.executionplane.node.authority;

import java.security.PublicKey;
import java.util.Map;
import java.util.Optional;

/** The issuers whose grants count, each with the one key that it signs with. */
public record TrustedIssuers(Map<String, PublicKey> keys) {

  public TrustedIssuers {
    keys = Map.copyOf(keys);
  }

  Optional<PublicKey> keyOf(String issuer) {
    return Optional.ofNullable(keys.get(issuer));
  }
}
