package io.executionplane.contracts.evidence;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.Optional;

/**
 * What is kept of an authority: enough to name it, nothing to use it.
 *
 * @param issuer who granted
 * @param subject to whom
 * @param grantId the grant's own id ({@code jti})
 * @param expiresAt when it expires
 * @param digest SHA-256 of the presented text
 */
public record AuthorityEvidence(
    @NotBlank @Length(max = 256) String verifierId,
    @NotBlank @Length(max = 256) Optional<String> issuer,
    @NotBlank @Length(max = 256) Optional<String> subject,
    @NotBlank @Length(max = 256) Optional<String> grantId,
    Optional<Instant> expiresAt,
    Sha256 digest) {

  private static final Rules RULES = Rules.of(AuthorityEvidence.class);

  public AuthorityEvidence {
    RULES.check(verifierId, issuer, subject, grantId, expiresAt, digest).orThrow();
    expiresAt = expiresAt.map(Timestamps::micros);
  }
}
