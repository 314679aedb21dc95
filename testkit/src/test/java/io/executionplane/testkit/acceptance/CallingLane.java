package io.executionplane.testkit.acceptance;

import com.typesafe.config.Config;
import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.lanes.spi.Finding;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneOutcome;
import io.executionplane.lanes.spi.LaneProvider;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.lanes.spi.ReportedFact;
import io.executionplane.lanes.spi.TargetVerifier;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.stream.javadsl.Source;

/**
 * A lane, and who brings it: its effect is one call of the client that a test gives it. It counts
 * its effects.
 */
final class CallingLane implements Lane<CallingLane.Call>, LaneProvider {

  static final String OPERATION = "call";

  /** What reaches the target. */
  interface Client {
    CompletionStage<JsonObject> call(LaneOrder<Call> order);
  }

  /** What to call it with. */
  record Call(JsonObject content) implements LanePayload {}

  private final String laneId;
  private final Client client;
  private final AtomicInteger effects = new AtomicInteger();

  CallingLane(String laneId, Client client) {
    this.laneId = laneId;
    this.client = client;
  }

  int effects() {
    return effects.get();
  }

  @Override
  public String laneId() {
    return laneId;
  }

  @Override
  public LaneCapabilities capabilities() {
    return new LaneCapabilities(laneId, List.of(OPERATION), List.of(MeasuredTarget.SURFACE));
  }

  @Override
  public Call accept(String operation, JsonObject payload) {
    return new Call(payload);
  }

  @Override
  public Source<LaneSignal, LaneControl> run(LaneOrder<Call> order, LaneStreams streams) {
    return Source.lazyCompletionStage(
            () -> {
              effects.incrementAndGet();
              return client.call(order);
            })
        .<LaneSignal>map(answer -> new LaneSignal.Ended(succeeded(answer)))
        .mapError(
            Throwable.class,
            failure -> new LaneFailure(FailureClass.TRANSPORT_FAILED, "call_failed", "it failed"))
        .mapMaterializedValue(unused -> cause -> {});
  }

  private static LaneOutcome succeeded(JsonObject answer) {
    return new LaneOutcome(
        true, false, answer, new Containment(Containment.Means.NONE, Optional.empty()));
  }

  @Override
  public CompletionStage<Optional<JsonObject>> reclaim(String targetId, List<ReportedFact> facts) {
    return CompletableFuture.completedStage(Optional.empty());
  }

  @Override
  public void close() {}

  // --- How a node finds it

  @Override
  public List<Finding> preflight(Config config) {
    return List.of();
  }

  @Override
  public Lane<?> create(Config config) {
    return this;
  }

  /** None: a test says which targets there are. */
  @Override
  public List<TargetVerifier> targetVerifiers(Lane<?> lane, Config config) {
    return List.of();
  }
}
