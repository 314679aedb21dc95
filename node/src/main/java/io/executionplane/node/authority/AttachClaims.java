package io.executionplane.node.authority;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.hazmat.AttachGrant;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * What a signed attach grant says (RFC 7519 claims and our own): one principal may attach to one
 * execution. Strict, as {@link GrantClaims} are; neither kind is ever taken for the other.
 *
 * @param iss who grants
 * @param sub the principal
 * @param aud for which plane
 * @param iat when it was issued, seconds since the epoch
 * @param nbf from when it holds, seconds since the epoch
 * @param exp from when it no longer holds, seconds since the epoch; whoever is attached then is cut
 *     off
 * @param jti its own id
 * @param execution the one execution
 * @param directions what the principal may do there; nothing else
 * @param attachGrant the grant that a target with a posture asks for
 */
public record AttachClaims(
    @NotBlank @Length(max = 256) String iss,
    @NotBlank @Length(max = 256) String sub,
    @NotBlank @Length(max = 256) String aud,
    @Range(min = 0) long iat,
    @Range(min = 0) long nbf,
    @Range(min = 0) long exp,
    @NotBlank @Length(max = 256) String jti,
    ExecutionRef execution,
    @Size(min = 1, max = 3) List<AttachDirection> directions,
    Optional<AttachGrant> attachGrant) {

  public static final Contract<AttachClaims> CONTRACT = Contract.of(AttachClaims.class);

  private static final Rules RULES = Rules.of(AttachClaims.class);

  public AttachClaims {
    RULES
        .check(iss, sub, aud, iat, nbf, exp, jti, execution, directions, attachGrant)
        .and(exp > nbf, "exp", "must be after nbf")
        .and(
            directions,
            given -> given.size() == new HashSet<>(given).size(),
            "directions",
            "must name each once")
        .orThrow();
    directions = List.copyOf(directions);
  }

  public Instant expiresAt() {
    return Instant.ofEpochSecond(exp);
  }
}
