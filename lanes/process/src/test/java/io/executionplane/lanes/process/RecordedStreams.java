package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.lanes.spi.StreamAbandoned;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/** Keeps what a lane writes, and gives it what a test wants it to read. */
final class RecordedStreams implements LaneStreams {

  /** How an output ended. */
  enum Ending {
    EOF,
    ABANDONED,
    LOST
  }

  private final Map<StreamName, CompletableFuture<Ending>> endings = new ConcurrentHashMap<>();
  private final Map<StreamName, ByteString> bytes = new ConcurrentHashMap<>();
  private final Map<StreamName, Flow<ByteString, ByteString, NotUsed>> through = new HashMap<>();
  private final Map<StreamName, UnaryOperator<CompletionStage<Done>>> stored = new HashMap<>();
  private Source<ByteString, NotUsed> input = Source.empty();
  private Supplier<Duration> unread = () -> Duration.ZERO;
  private boolean readInLines;

  /** How long nobody has read, each time that the lane asks. */
  RecordedStreams unread(Supplier<Duration> answers) {
    unread = answers;
    return this;
  }

  RecordedStreams input(Source<ByteString, NotUsed> source) {
    input = source;
    return this;
  }

  /** Puts a stage before the store of one stream, which may slow it down, limit it or fail it. */
  RecordedStreams through(StreamName stream, Flow<ByteString, ByteString, NotUsed> flow) {
    through.put(stream, flow);
    return this;
  }

  /** The first bytes of one stream, as soon as they pass. */
  CompletableFuture<String> firstChunk(StreamName stream) {
    var first = new CompletableFuture<String>();
    through(
        stream,
        Flow.<ByteString>create()
            .map(
                chunk -> {
                  first.complete(chunk.utf8String());
                  return chunk;
                }));
    return first;
  }

  /** Changes when and how the storage of one stream is reported. */
  RecordedStreams stored(StreamName stream, UnaryOperator<CompletionStage<Done>> report) {
    stored.put(stream, report);
    return this;
  }

  @Override
  public Sink<ByteString, CompletionStage<Done>> output(StreamName stream) {
    bytes.put(stream, ByteString.emptyByteString());
    var report = stored.getOrDefault(stream, UnaryOperator.identity());
    return through
        .getOrDefault(stream, Flow.create())
        .toMat(Sink.foreach(chunk -> bytes.merge(stream, chunk, ByteString::concat)), Keep.right())
        .mapMaterializedValue(
            done -> report.apply(done.whenComplete((unused, failure) -> ended(stream, failure))));
  }

  private void ended(StreamName stream, Throwable failure) {
    var ending =
        failure == null
            ? Ending.EOF
            : failure instanceof StreamAbandoned ? Ending.ABANDONED : Ending.LOST;
    ending(stream).complete(ending);
  }

  CompletableFuture<Ending> ending(StreamName stream) {
    return endings.computeIfAbsent(stream, unused -> new CompletableFuture<>());
  }

  ByteString bytes(StreamName stream) {
    return bytes.getOrDefault(stream, ByteString.emptyByteString());
  }

  String text(StreamName stream) {
    return bytes(stream).utf8String();
  }

  boolean wasUsed(StreamName stream) {
    return bytes.containsKey(stream);
  }

  @Override
  public Source<ByteString, NotUsed> input(StreamName stream) {
    return input;
  }

  @Override
  public Source<ByteString, NotUsed> inputLines(StreamName stream) {
    readInLines = true;
    return input;
  }

  boolean readInLines() {
    return readInLines;
  }

  @Override
  public Duration unreadFor() {
    return unread.get();
  }
}
