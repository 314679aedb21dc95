package io.executionplane.contracts.target;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.contracts.surface.SurfaceCapabilities;
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
 * @param enforces the constraints that the target can enforce beside those that the plane itself
 *     does, for example {@code memory_bytes_max}
 * @param capabilities what the target can do in effect; absent where its verifier did not find out
 * @param looks what was measured, a line for each look; empty where its verifier keeps that to
 *     itself. Else {@code measurement} is the digest of these lines, joined by line feeds
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
    Optional<@Size(max = 1024) Bytes> signature,
    @NotBlank @Length(max = 64) @Size(max = 32) List<String> enforces,
    Optional<SurfaceCapabilities> capabilities,
    @NotBlank @Length(max = LOOK_LENGTH_MAX) @Size(max = LOOKS_MAX) List<String> looks) {

  /** Most characters of one look. */
  public static final int LOOK_LENGTH_MAX = 1024;

  /** Most looks at one target. */
  public static final int LOOKS_MAX = 64;

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
            signature,
            enforces,
            capabilities,
            looks)
        .and(
            measurement,
            looks,
            (digest, lines) -> lines.isEmpty() || digest.equals(digestOf(lines)),
            "measurement",
            "must be the digest of looks")
        .and(
            attestedAt,
            expiresAt,
            (from, to) -> Timestamps.micros(to).isAfter(Timestamps.micros(from)),
            "expiresAt",
            "must be after attested_at")
        .orThrow();
    attestedClasses = List.copyOf(attestedClasses);
    enforces = List.copyOf(enforces);
    looks = List.copyOf(looks);
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
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  /** The same, where what was measured is told: a line for each look, at least one. */
  public TargetDescriptor(
      String targetId,
      String laneId,
      String surfaceKind,
      String verifierId,
      List<String> attestedClasses,
      List<String> looks,
      Instant attestedAt,
      Instant expiresAt) {
    this(
        targetId,
        laneId,
        surfaceKind,
        verifierId,
        attestedClasses,
        digestOf(looks),
        attestedAt,
        expiresAt,
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        looks);
  }

  private static Sha256 digestOf(List<String> looks) {
    return Sha256.ofText(String.join("\n", looks));
  }

  /** The same target, of which it was also found what it enforces and what it can do. */
  public TargetDescriptor with(List<String> constraints, SurfaceCapabilities found) {
    return new TargetDescriptor(
        targetId,
        laneId,
        surfaceKind,
        verifierId,
        attestedClasses,
        measurement,
        attestedAt,
        expiresAt,
        attestationId,
        signature,
        constraints,
        Optional.of(found),
        looks);
  }

  /** Whether its measurement still counts. */
  public boolean isCurrent(Instant now) {
    return now.isBefore(expiresAt);
  }
}
