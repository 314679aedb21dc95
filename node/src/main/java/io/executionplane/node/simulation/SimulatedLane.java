package io.executionplane.node.simulation;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.contracts.surface.SurfaceKind;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.lanes.spi.ReportedFact;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Stands in for a lane on one target: accepts what that lane accepts, reports facts and output as
 * it would, and has no effect.
 */
public final class SimulatedLane implements Lane<SimulatedPayload> {

  private final String laneId;
  private final Optional<Lane<? extends LanePayload>> real;
  private final Script script;

  /**
   * Simulates a lane.
   *
   * @param real the lane that is stood in for, where the node has it: it says what it accepts.
   *     Without it every payload is accepted
   */
  SimulatedLane(String laneId, Optional<Lane<? extends LanePayload>> real, Script script) {
    this.laneId = laneId;
    this.real = real;
    this.script = script;
  }

  @Override
  public LaneCapabilities capabilities() {
    var kind = SurfaceKind.LOWER_SIMULATION.name().toLowerCase(Locale.ROOT);
    return new LaneCapabilities(
        laneId,
        real.map(lane -> lane.capabilities().operations()).orElse(List.of("any")),
        List.of(kind));
  }

  @Override
  public SimulatedPayload accept(String operation, JsonObject payload) {
    real.ifPresent(lane -> lane.accept(operation, payload));
    return new SimulatedPayload(operation, payload);
  }

  @Override
  public Source<LaneSignal, LaneControl> run(
      LaneOrder<SimulatedPayload> order, LaneStreams streams) {
    return SimulatedRun.of(script, order.payload(), streams);
  }

  /** Nothing was done, so nothing was left behind. */
  @Override
  public CompletionStage<Optional<JsonObject>> reclaim(String targetId, List<ReportedFact> facts) {
    return CompletableFuture.completedStage(Optional.empty());
  }

  @Override
  public void close() {}
}
