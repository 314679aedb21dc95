package io.executionplane.node.session;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.LaneCapabilities;
import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.contracts.lane.LanePayload;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.lanes.spi.LaneControl;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneOutcome;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.lanes.spi.ReportedFact;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;

/** A lane that does what the test says, when it says it. */
final class ScriptedLane implements Lane<LanePayload> {

  private static final long WITHIN_SECONDS = 10;

  private final CompletableFuture<Running> running = new CompletableFuture<>();
  private final CompletableFuture<Done> released = new CompletableFuture<>();
  private final BlockingQueue<StopCause> stops = new LinkedBlockingQueue<>();
  private CompletionStage<Done> outputs = CompletableFuture.completedFuture(Done.getInstance());

  private record Running(
      SourceQueueWithComplete<LaneSignal> voice, LaneStreams streams, Materializer materializer) {}

  // --- The script

  void putOut(String text) {
    var now = await(running);
    outputs =
        Source.single(ByteString.fromString(text))
            .runWith(now.streams().output(StreamName.STDOUT), now.materializer());
  }

  void takeNoInput() {
    var now = await(running);
    now.streams().input(StreamName.STDIN).runWith(Sink.cancelled(), now.materializer());
  }

  void say(String fact) {
    offer(new LaneSignal.Observed(new Fact(fact)));
  }

  /** Ends as lanes do: once every output is stored. */
  void end() {
    await(outputs.toCompletableFuture());
    say("scripted.exited");
    offer(
        new LaneSignal.Ended(
            new LaneOutcome(
                true,
                !stops.isEmpty() || stopped,
                JsonObject.empty(),
                new Containment(Containment.Means.NONE, Optional.empty()))));
    await(running).voice().complete();
  }

  /** Ends as no lane should. */
  void breakDown() {
    await(running).voice().fail(new IllegalStateException("the script says so"));
  }

  private boolean stopped;

  StopCause awaitStop() {
    try {
      var cause = stops.poll(WITHIN_SECONDS, TimeUnit.SECONDS);
      if (cause == null) {
        throw new AssertionError("nobody asked the lane to stop");
      }
      stopped = true;
      return cause;
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }

  void awaitRelease() {
    await(released);
  }

  private void offer(LaneSignal signal) {
    await(await(running).voice().offer(signal).toCompletableFuture());
  }

  private static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(WITHIN_SECONDS, TimeUnit.SECONDS).join();
  }

  private record Fact(String name) implements LaneFact {

    @Override
    public JsonObject data() {
      return JsonObject.empty();
    }
  }

  // --- The lane

  @Override
  public LaneCapabilities capabilities() {
    return new LaneCapabilities("scripted", List.of("run"), List.of("nowhere"));
  }

  @Override
  public LanePayload accept(String operation, JsonObject payload) {
    return new LanePayload() {};
  }

  @Override
  public Source<LaneSignal, LaneControl> run(LaneOrder<LanePayload> order, LaneStreams streams) {
    return Source.fromMaterializer(
            (materializer, attributes) -> signals(streams, materializer, running::complete))
        .watchTermination(Keep.right())
        .mapMaterializedValue(
            ended -> {
              var unused = ended.handle((done, failure) -> released.complete(Done.getInstance()));
              return stops::add;
            });
  }

  private static Source<LaneSignal, SourceQueueWithComplete<LaneSignal>> signals(
      LaneStreams streams, Materializer materializer, Consumer<Running> begun) {
    return Source.<LaneSignal>queue(16, OverflowStrategy.backpressure())
        .mapMaterializedValue(
            voice -> {
              begun.accept(new Running(voice, streams, materializer));
              return voice;
            });
  }

  @Override
  public CompletionStage<Optional<JsonObject>> reclaim(String targetId, List<ReportedFact> facts) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public void close() {}
}
