package io.executionplane.node.authority;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a signed grant says (RFC 7519 claims and our own). Strict: a claim that is not known here
 * could be a restriction, so a grant that carries one is refused.
 *
 * @param iss who grants
 * @param sub to whom
 * @param aud for which plane
 * @param iat when it was issued, seconds since the epoch
 * @param nbf from when it holds, seconds since the epoch
 * @param exp from when it no longer holds, seconds since the epoch
 * @param jti its own id
 * @param lanes lanes that it covers; {@code *} covers all, an absent list none
 * @param operations operations that it covers
 * @param targets targets that it covers
 * @param attestationClasses attestation classes that it covers
 * @param maxUses how many executions it may start
 * @param payloadHash the one payload that it covers, by its digest
 * @param budget limits that it sets
 */
public record GrantClaims(
    @NotBlank @Length(max = 256) String iss,
    @NotBlank @Length(max = 256) String sub,
    @NotBlank @Length(max = 256) String aud,
    @Range(min = 0) long iat,
    @Range(min = 0) long nbf,
    @Range(min = 0) long exp,
    @NotBlank @Length(max = 256) String jti,
    @NotBlank @Size(max = 64) List<String> lanes,
    @NotBlank @Size(max = 64) List<String> operations,
    @NotBlank @Size(max = 64) List<String> targets,
    @NotBlank @Size(max = 64) List<String> attestationClasses,
    @Range(min = 1) Optional<Long> maxUses,
    Optional<Sha256> payloadHash,
    Optional<Budget> budget) {

  public static final Contract<GrantClaims> CONTRACT = Contract.of(GrantClaims.class);

  private static final Rules RULES = Rules.of(GrantClaims.class);

  public GrantClaims {
    RULES
        .check(
            iss,
            sub,
            aud,
            iat,
            nbf,
            exp,
            jti,
            lanes,
            operations,
            targets,
            attestationClasses,
            maxUses,
            payloadHash,
            budget)
        .and(exp > nbf, "exp", "must be after nbf")
        .orThrow();
    lanes = List.copyOf(lanes);
    operations = List.copyOf(operations);
    targets = List.copyOf(targets);
    attestationClasses = List.copyOf(attestationClasses);
  }

  public Instant expiresAt() {
    return Instant.ofEpochSecond(exp);
  }

  /**
   * Limits that a grant sets.
   *
   * @param wallClockMs longest time of an effect, milliseconds
   * @param outputBytes most bytes of its output
   */
  public record Budget(
      @Range(min = 1) Optional<Long> wallClockMs, @Range(min = 0) Optional<Long> outputBytes) {

    private static final Rules RULES = Rules.of(Budget.class);

    public Budget {
      RULES.check(wallClockMs, outputBytes).orThrow();
    }
  }
}
