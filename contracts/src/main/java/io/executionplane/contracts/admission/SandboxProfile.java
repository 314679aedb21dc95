package io.executionplane.contracts.admission;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.Optional;

/**
 * A policy bundle of the caller's. Carried and named in evidence, never interpreted.
 *
 * @param profileRef its name, opaque
 * @param bundleHash its digest, copied to every event
 * @param opaqueBundle the bundle itself, for a target that wants it
 */
@ContractVersion("1")
public record SandboxProfile(
    @NotBlank @Length(max = 512) Optional<String> profileRef,
    @NotBlank @Length(max = 128) String bundleHash,
    Optional<@Size(max = SandboxProfile.BUNDLE_BYTES_MAX) Bytes> opaqueBundle) {

  private static final Rules RULES = Rules.of(SandboxProfile.class);

  public SandboxProfile {
    RULES.check(profileRef, bundleHash, opaqueBundle).orThrow();
  }

  /** Longest bundle that travels in a request. */
  public static final int BUNDLE_BYTES_MAX = 1024 * 1024;
}
