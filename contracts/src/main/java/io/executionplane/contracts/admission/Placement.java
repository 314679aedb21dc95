package io.executionplane.contracts.admission;

import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * Where a caller wants an effect to happen.
 *
 * @param surfaceKind the kind of place, for example {@code local_subprocess}
 * @param targetId the one target to use, by its id
 */
@ContractVersion("1")
public record Placement(
    @NotBlank @Length(max = 64) Optional<String> surfaceKind,
    @NotBlank @Length(max = 128) Optional<String> targetId) {

  private static final Rules RULES = Rules.of(Placement.class);

  public Placement {
    RULES.check(surfaceKind, targetId).orThrow();
  }
}
