package io.executionplane.node.simulation;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.lanes.spi.LaneStreams;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;

/** The output streams of a simulated effect, each opened with its first byte. */
final class SimulatedOutputs {

  /** Pieces that wait for a slow store or reader, of each stream. */
  private static final int AHEAD_MAX = 4;

  private final LaneStreams streams;
  private final Materializer materializer;
  private final Map<StreamName, Open> open = new TreeMap<>();
  private long bytes;

  SimulatedOutputs(LaneStreams streams, Materializer materializer) {
    this.streams = streams;
    this.materializer = materializer;
  }

  private record Open(SourceQueueWithComplete<ByteString> queue, CompletionStage<Done> stored) {}

  /**
   * Writes some bytes.
   *
   * @return completes once there is room for more; fails as the stream does
   */
  CompletionStage<Done> write(Beat.Output output) {
    bytes += output.bytes().size();
    var stream = open.computeIfAbsent(output.stream(), this::opened);
    return stream
        .queue()
        .offer(output.bytes())
        .thenCompose(
            offered ->
                offered == QueueOfferResult.enqueued()
                    ? CompletableFuture.completedStage(Done.getInstance())
                    : stream.stored());
  }

  private Open opened(StreamName stream) {
    Pair<SourceQueueWithComplete<ByteString>, CompletionStage<Done>> running =
        Source.<ByteString>queue(AHEAD_MAX, OverflowStrategy.backpressure())
            .toMat(streams.output(stream), Keep.both())
            .run(materializer);
    return new Open(running.first(), running.second());
  }

  /**
   * Closes every stream.
   *
   * @return all bytes that were written, once they are stored; fails if they are not
   */
  CompletionStage<Long> finish() {
    open.values().forEach(stream -> stream.queue().complete());
    CompletionStage<Done> all = CompletableFuture.completedStage(Done.getInstance());
    for (var stream : open.values()) {
      all = all.thenCombine(stream.stored(), (before, stored) -> stored);
    }
    return all.thenApply(stored -> bytes);
  }
}
