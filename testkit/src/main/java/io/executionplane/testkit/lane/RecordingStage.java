package io.executionplane.testkit.lane;

import io.executionplane.lanes.spi.StreamAbandoned;
import io.executionplane.testkit.lane.RecordedStream.Ending;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.AbruptStageTerminationException;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.SinkShape;
import org.apache.pekko.stream.stage.AbstractGraphStageWithMaterializedValue;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.util.ByteString;

/** Takes one stream into memory, with a given appetite. */
final class RecordingStage
    extends AbstractGraphStageWithMaterializedValue<SinkShape<ByteString>, CompletionStage<Done>> {

  private final Inlet<ByteString> in = Inlet.create("recording.in");
  private final SinkShape<ByteString> shape = SinkShape.of(in);
  private final Supplier<RecordedStream> recordings;
  private final Appetite appetite;
  private final CompletionStage<Done> released;

  /**
   * Describes a sink.
   *
   * @param recordings asked once for each run
   * @param released when a stream that has stopped goes on, and one that waits completes
   */
  RecordingStage(
      Supplier<RecordedStream> recordings, Appetite appetite, CompletionStage<Done> released) {
    this.recordings = recordings;
    this.appetite = appetite;
    this.released = released;
  }

  @Override
  public SinkShape<ByteString> shape() {
    return shape;
  }

  @Override
  public Pair<GraphStageLogic, CompletionStage<Done>> createLogicAndMaterializedValuePair(
      Attributes inheritedAttributes) {
    var stored = new CompletableFuture<Done>();
    return Pair.create(new Logic(recordings.get(), stored), stored.minimalCompletionStage());
  }

  private final class Logic extends GraphStageLogic {

    private final RecordedStream recording;
    private final CompletableFuture<Done> stored;
    private boolean goesOnAnyway;
    private boolean endedByLane;

    Logic(RecordedStream recording, CompletableFuture<Done> stored) {
      super(shape);
      this.recording = recording;
      this.stored = stored;
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              recording.add(grab(in));
              takeMore();
            }

            @Override
            public void onUpstreamFinish() {
              endedByLane(Ending.EOF);
            }

            @Override
            public void onUpstreamFailure(Throwable cause) {
              failedByLane(cause);
            }
          });
    }

    @Override
    public void preStart() {
      AsyncCallback<Done> goOn = createAsyncCallback(this::goOn);
      if (!appetite.isSatisfiedBy(0)) {
        pull(in);
      }
      released.thenAccept(goOn::invoke);
    }

    private void goOn(Done unused) {
      goesOnAnyway = true;
      if (!isClosed(in) && !hasBeenPulled(in)) {
        pull(in);
      }
    }

    private void takeMore() {
      if (goesOnAnyway || !appetite.isSatisfiedBy(recording.size())) {
        pull(in);
      } else {
        appetite.failure().ifPresent(this::breakDown);
      }
    }

    private void breakDown(RuntimeException cause) {
      recording.end(Ending.CANCELLED);
      stored.completeExceptionally(cause);
      cancelStage(cause);
    }

    private void failedByLane(Throwable cause) {
      if (cause instanceof StreamAbandoned) {
        endedByLane(Ending.ABANDONED);
      } else {
        recording.end(Ending.LOST);
        stored.completeExceptionally(cause);
        failStage(cause);
      }
    }

    private void endedByLane(Ending how) {
      endedByLane = true;
      recording.end(how);
      if (appetite.storedAtOnce()) {
        stored.complete(Done.getInstance());
      } else {
        released.thenAccept(stored::complete);
      }
      completeStage();
    }

    @Override
    public void postStop() {
      if (!endedByLane) {
        recording.end(Ending.LOST);
        stored.completeExceptionally(new AbruptStageTerminationException(this));
      }
    }
  }
}
