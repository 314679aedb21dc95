package io.executionplane.contracts.target;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a target says of itself when it connects. Never trusted for routing: only what a verifier
 * measured counts.
 *
 * @param attestationType which verifiers can judge it
 * @param evidence what the verifier is to judge; its type is the verifier's
 * @param claimedCapabilityClasses carried into evidence, ignored in selection
 */
@ContractVersion("1")
public record TargetAttestation(
    @Ref String attestationId,
    @Ref String attestationType,
    Instant presentedAt,
    Optional<JsonObject> evidence,
    @NotBlank @Length(max = 128) @Size(max = 32) List<String> claimedCapabilityClasses) {

  public static final Contract<TargetAttestation> CONTRACT = Contract.of(TargetAttestation.class);

  private static final Rules RULES = Rules.of(TargetAttestation.class);

  public TargetAttestation {
    RULES
        .check(attestationId, attestationType, presentedAt, evidence, claimedCapabilityClasses)
        .orThrow();
    presentedAt = Timestamps.micros(presentedAt);
    claimedCapabilityClasses = List.copyOf(claimedCapabilityClasses);
  }
}
