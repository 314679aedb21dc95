package io.executionplane.contracts.admission;

import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.surface.RequiredCapabilities;
import java.util.Optional;

/**
 * Where a caller wants an effect to happen.
 *
 * @param surfaceKind the kind of place, for example {@code local_subprocess}
 * @param targetId the one target to use, by its id
 * @param requiredCapabilities what the place must be able to do
 */
@ContractVersion("1")
public record Placement(
    @NotBlank @Length(max = 64) Optional<String> surfaceKind,
    @NotBlank @Length(max = 128) Optional<String> targetId,
    Optional<RequiredCapabilities> requiredCapabilities) {

  private static final Rules RULES = Rules.of(Placement.class);

  public Placement {
    RULES.check(surfaceKind, targetId, requiredCapabilities).orThrow();
  }

  /** Wherever an effect of this kind of place can happen. */
  public static Placement kind(String surfaceKind) {
    return new Placement(Optional.of(surfaceKind), Optional.empty(), Optional.empty());
  }

  /** On this target and no other. */
  public static Placement target(String targetId) {
    return new Placement(Optional.empty(), Optional.of(targetId), Optional.empty());
  }
}
