package io.executionplane.testkit.lane;

import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.lanes.spi.ReportedFact;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.javadsl.Source;

/** The smallest lane that keeps every promise. Its effects never leave this JVM. */
class WellBehavedLane implements Lane<SampleOrder> {

  private final SampleEffects effects;

  WellBehavedLane(SampleEffects effects) {
    this.effects = effects;
  }

  @Override
  public LaneCapabilities capabilities() {
    return new LaneCapabilities("sample", List.of(SampleOrder.OPERATION), List.of("in_memory"));
  }

  @Override
  public SampleOrder accept(String operation, JsonObject payload) {
    if (!operation.equals(SampleOrder.OPERATION)) {
      throw new ContractViolationException(List.of(new Violation("", "has no such operation")));
    }
    return SampleOrder.CONTRACT.decode(payload.toNode());
  }

  @Override
  public Source<LaneSignal, LaneControl> run(LaneOrder<SampleOrder> order, LaneStreams streams) {
    return Source.fromGraph(new SampleStage(effects, order.payload(), streams));
  }

  @Override
  public CompletionStage<Optional<JsonObject>> reclaim(String targetId, List<ReportedFact> facts) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public void close() {}
}
