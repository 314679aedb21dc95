package io.executionplane.lanes.process.guest.bridge;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.surface.RequiredCapabilities;
import java.util.List;
import java.util.Optional;

/**
 * The first request over a connection: who wants what of the guest.
 *
 * @param bridgeProfile the profile that both ends must have
 * @param supportedProtocolVersions the versions that the asking end speaks
 * @param requiredCapabilities without these it wants no session
 * @param optionalCapabilities these it would use
 * @param bridgeRef what the asking end calls the bridge
 * @param attachToken what makes it welcome
 * @param extensions what goes beyond version 1, by name; what the other end does not know of it, it
 *     leaves out of its reply
 */
public record Attach(
    @NotBlank String bridgeProfile,
    @Size(min = 1, max = 64) List<@Range(min = 1) Integer> supportedProtocolVersions,
    Optional<RequiredCapabilities> requiredCapabilities,
    Optional<RequiredCapabilities> optionalCapabilities,
    @NotBlank String bridgeRef,
    Optional<String> attachToken,
    Optional<String> targetId,
    Optional<String> leaseRef,
    Optional<String> surfaceRef,
    Optional<String> boundaryClass,
    Optional<JsonObject> extensions) {

  public static final Contract<Attach> CONTRACT = Contract.of(Attach.class);

  /** The operation, and the id of its request. */
  public static final String OP = "attach";

  public static final String ID = "attach-1";

  /** The profile of what runs commands. */
  public static final String PROFILE = "core_cli_transport";

  /** The version that both ends speak here. */
  public static final int VERSION = 1;

  private static final Rules RULES = Rules.of(Attach.class);

  public Attach {
    RULES
        .check(
            bridgeProfile,
            supportedProtocolVersions,
            requiredCapabilities,
            optionalCapabilities,
            bridgeRef,
            attachToken,
            targetId,
            leaseRef,
            surfaceRef,
            boundaryClass,
            extensions)
        .orThrow();
    supportedProtocolVersions = List.copyOf(supportedProtocolVersions);
  }

  /** Says who asks, and not by what token. */
  @Override
  public String toString() {
    return "attach of " + bridgeRef;
  }
}
