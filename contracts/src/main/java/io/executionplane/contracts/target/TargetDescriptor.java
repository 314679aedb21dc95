package io.executionplane.contracts.target;

import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.List;

/**
 * A target as a verifier found it. Only a verifier makes one; what a target claims is not in it.
 *
 * @param surfaceKind the kind of place it is, for example {@code local_subprocess}
 * @param attestedClasses what it was measured to be, strongest first
 * @param measurement digest of what was measured
 * @param expiresAt when the measurement stops counting
 */
public record TargetDescriptor(
    @NotBlank String targetId,
    @NotBlank String laneId,
    @NotBlank String surfaceKind,
    @NotBlank String verifierId,
    @NotBlank List<String> attestedClasses,
    Sha256 measurement,
    Instant attestedAt,
    Instant expiresAt) {

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
            expiresAt)
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

  /** Whether its measurement still counts. */
  public boolean isCurrent(Instant now) {
    return now.isBefore(expiresAt);
  }
}
