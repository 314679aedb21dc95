package io.executionplane.contracts.admission;

import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * A policy bundle of the caller's. Carried and named in evidence, never interpreted.
 *
 * @param profileRef its name, opaque
 * @param bundleHash its digest, copied to every event
 */
public record SandboxProfile(
    @NotBlank @Length(max = 512) Optional<String> profileRef,
    @NotBlank @Length(max = 128) String bundleHash) {

  private static final Rules RULES = Rules.of(SandboxProfile.class);

  public SandboxProfile {
    RULES.check(profileRef, bundleHash).orThrow();
  }
}
