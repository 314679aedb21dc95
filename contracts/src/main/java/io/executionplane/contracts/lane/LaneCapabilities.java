package io.executionplane.contracts.lane;

import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;
import java.util.Optional;

/**
 * What a lane can do.
 *
 * @param laneId its name, unique on a node
 * @param operations the operations it accepts
 * @param surfaceKinds the kinds of place where it can have its effect
 * @param protocols what it speaks, for example {@code http/1.1}; none means that nobody asks
 * @param supportsExecute whether an operation may be run to its end; absent means true
 * @param supportsStream whether output can be followed while an operation runs; absent means false
 * @param metadata more about it, for people
 */
@ContractVersion("1")
public record LaneCapabilities(
    @NotBlank String laneId,
    @NotBlank @Size(min = 1) List<String> operations,
    @NotBlank @Size(min = 1) List<String> surfaceKinds,
    @Ref @Size(max = 64) List<String> protocols,
    Optional<Boolean> supportsExecute,
    Optional<Boolean> supportsStream,
    Optional<JsonObject> metadata) {

  private static final Rules RULES = Rules.of(LaneCapabilities.class);

  public LaneCapabilities {
    RULES
        .check(
            laneId, operations, surfaceKinds, protocols, supportsExecute, supportsStream, metadata)
        .orThrow();
    operations = List.copyOf(operations);
    surfaceKinds = List.copyOf(surfaceKinds);
    protocols = List.copyOf(protocols);
  }

  /** A lane of which nothing more is said. */
  public LaneCapabilities(String laneId, List<String> operations, List<String> surfaceKinds) {
    this(
        laneId,
        operations,
        surfaceKinds,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
