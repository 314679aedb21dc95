package io.executionplane.contracts.target;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A target as a verifier found it. Only a verifier makes one; what a target claims is not in it.
 *
 * @param surfaceKind the kind of place it is, for example {@code local_subprocess}
 * @param attestedClasses what it was measured to be, strongest first
 * @param measurement digest of what was measured
 * @param expiresAt when the measurement stops counting
 * @param attestationId the attestation that was judged, where the target presented one
 * @param signature the verifier's signature, where its descriptors travel
 */
@ContractVersion("1")
public record TargetDescriptor(
    @NotBlank String targetId,
    @NotBlank String laneId,
    @NotBlank String surfaceKind,
    @NotBlank String verifierId,
    @NotBlank List<String> attestedClasses,
    Sha256 measurement,
    Instant attestedAt,
    Instant expiresAt,
    @Ref Optional<String> attestationId,
    Optional<@Size(max = 1024) Bytes> signature) {

  private static final Rules RULES = Rules.of(TargetDescriptor.class);

  public TargetDescriptor {
    RULES
        .check(
            targetId,
            laneId,
            surfaceKind,
            verifierId,
            attestedClasses,
            measurement,
            attestedAt,
            expiresAt,
            attestationId,
            signature)
        .and(
            attestedAt,
            expiresAt,
            (from, to) -> Timestamps.micros(to).isAfter(Timestamps.micros(from)),
            "expiresAt",
            "must be after attested_at")
        .orThrow();
    attestedClasses = List.copyOf(attestedClasses);
    attestedAt = Timestamps.micros(attestedAt);
    expiresAt = Timestamps.micros(expiresAt);
  }

  /** A target that was measured here, without an attestation of its own. */
  public TargetDescriptor(
      String targetId,
      String laneId,
      String surfaceKind,
      String verifierId,
      List<String> attestedClasses,
      Sha256 measurement,
      Instant attestedAt,
      Instant expiresAt) {
    this(
        targetId,
        laneId,
        surfaceKind,
        verifierId,
        attestedClasses,
        measurement,
        attestedAt,
        expiresAt,
        Optional.empty(),
        Optional.empty());
  }

  /** Whether its measurement still counts. */
  public boolean isCurrent(Instant now) {
    return now.isBefore(expiresAt);
  }
}
