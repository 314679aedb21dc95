package io.executionplane.contracts.admission;

import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Redacted;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.Optional;

/**
 * The authority under which a request asks to run. Opaque here: a verifier judges it.
 *
 * <p>What a caller believes about it may be said beside it. A verifier that finds otherwise
 * refuses.
 *
 * @param ref for signed grants, a compact JWS (RFC 7515). A bearer secret: never recorded, never
 *     printed
 * @param payloadHash the payload to which the caller believes it is bound
 * @param audience the plane for which the caller believes it is
 */
@ContractVersion("1")
public record AuthorityRef(
    @NotBlank @Length(max = 16_384) @Redacted String ref,
    Optional<Sha256> payloadHash,
    @NotBlank @Length(max = 256) Optional<String> audience,
    Optional<Instant> issuedAt,
    Optional<Instant> expiresAt) {

  private static final Rules RULES = Rules.of(AuthorityRef.class);

  public AuthorityRef {
    RULES.check(ref, payloadHash, audience, issuedAt, expiresAt).orThrow();
    issuedAt = issuedAt.map(Timestamps::micros);
    expiresAt = expiresAt.map(Timestamps::micros);
  }

  /** An authority of which nothing else is said. */
  public AuthorityRef(String ref) {
    this(ref, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Keeps the secret out of logs. */
  @Override
  public String toString() {
    return "AuthorityRef[redacted]";
  }
}
