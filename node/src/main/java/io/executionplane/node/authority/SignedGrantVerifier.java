package io.executionplane.node.authority;

import io.executionplane.contracts.admission.AuthorityRef;
import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.grant.UseLimit;
import io.executionplane.node.authority.AuthorityVerdict.Denied;
import io.executionplane.node.authority.AuthorityVerdict.Granted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/**
 * Accepts grants that a trusted issuer signed: compact JWS (RFC 7515) with EdDSA (RFC 8037).
 *
 * <p>Algorithm and key are pinned: the token's own header decides nothing. Everything that the
 * claims restrict is checked against this very request.
 */
public final class SignedGrantVerifier implements AuthorityVerifier {

  /** The verifier's name. */
  public static final String ID = "signed-grant";

  /** Header, payload, and a signature that may be missing (RFC 7515, 7.1; RFC 7519, 6.1). */
  private static final Pattern COMPACT_JWS =
      Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]*+");

  private final GrantReader<GrantClaims> reader;

  public SignedGrantVerifier(TrustedIssuers issuers) {
    this.reader = new GrantReader<>(issuers, GrantClaims.CONTRACT);
  }

  @Override
  public String verifierId() {
    return ID;
  }

  /** Whatever has the shape of a compact JWS. */
  @Override
  public boolean recognises(AuthorityRef ref) {
    return COMPACT_JWS.matcher(ref.ref()).matches();
  }

  @Override
  public boolean dependsOnOthers() {
    return false;
  }

  @Override
  public CompletionStage<AuthorityVerdict> verify(AuthorityRef ref, AuthorityContext context) {
    return CompletableFuture.completedFuture(judge(ref, context));
  }

  private AuthorityVerdict judge(AuthorityRef ref, AuthorityContext context) {
    GrantClaims claims;
    try {
      claims = reader.read(ref.ref());
    } catch (UnreadableGrantException unreadable) {
      return Denied.unverified(unreadable.code(), unreadable.reason());
    }
    var evidence = evidence(ref, claims);
    return StatedBeliefs.objection(ref, claims)
        .or(() -> GrantCoverage.objection(claims, context))
        .<AuthorityVerdict>map(
            objection -> new Denied(objection.code(), objection.message(), Optional.of(evidence)))
        .orElseGet(() -> new Granted(grant(claims, evidence)));
  }

  private static AuthorityEvidence evidence(AuthorityRef ref, GrantClaims claims) {
    return new AuthorityEvidence(
        ID,
        Optional.of(claims.iss()),
        Optional.of(claims.sub()),
        Optional.of(claims.jti()),
        Optional.of(claims.expiresAt()),
        Sha256.of(ref.ref().getBytes(StandardCharsets.US_ASCII)));
  }

  private static AuthorityGrant grant(GrantClaims claims, AuthorityEvidence evidence) {
    return new AuthorityGrant(
        evidence,
        AllowList.of(claims.targets()),
        AllowList.of(claims.attestationClasses()),
        claims.budget().flatMap(GrantClaims.Budget::wallClockMs).map(Duration::ofMillis),
        claims.budget().flatMap(GrantClaims.Budget::outputBytes),
        claims
            .maxUses()
            .map(
                max ->
                    new UseLimit(
                        claims.iss(), claims.jti(), max, Optional.of(claims.expiresAt()))));
  }
}
