package io.executionplane.contracts.lane;

import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import java.util.List;

/**
 * What a lane can do.
 *
 * @param laneId its name, unique on a node
 * @param operations the operations it accepts
 * @param surfaceKinds the kinds of place where it can have its effect
 */
public record LaneCapabilities(
    @NotBlank String laneId,
    @NotBlank @Size(min = 1) List<String> operations,
    @NotBlank @Size(min = 1) List<String> surfaceKinds) {

  private static final Rules RULES = Rules.of(LaneCapabilities.class);

  public LaneCapabilities {
    RULES.check(laneId, operations, surfaceKinds).orThrow();
    operations = List.copyOf(operations);
    surfaceKinds = List.copyOf(surfaceKinds);
  }
}
