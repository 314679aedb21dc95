package io.executionplane.lanes.process.guest.bridge;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.surface.SurfaceCapabilities;
import java.util.Optional;

/**
 * The answer to {@link Attach}: what the guest is and can do.
 *
 * @param bridgeSessionRef what the guest calls the session
 * @param effectiveCapabilities what can be had in it
 * @param extensions which of those offered hold, and on what terms
 */
public record Attached(
    @NotBlank String bridgeSessionRef,
    @NotBlank String bridgeProfile,
    int protocolVersion,
    SurfaceCapabilities effectiveCapabilities,
    Optional<JsonObject> extensions) {

  public static final Contract<Attached> CONTRACT = Contract.of(Attached.class);

  private static final Rules RULES = Rules.of(Attached.class);

  public Attached {
    RULES
        .check(bridgeSessionRef, bridgeProfile, protocolVersion, effectiveCapabilities, extensions)
        .orThrow();
  }
}
