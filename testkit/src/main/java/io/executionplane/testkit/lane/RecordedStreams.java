package io.executionplane.testkit.lane;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.testkit.lane.RecordedStream.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * A lane's streams in memory: what the lane puts out is kept, and can be looked at while it runs.
 *
 * <p>Every output behaves alike, as the factory says: it takes everything, stops after some bytes,
 * breaks, or is slow to say that all is stored. {@link #release} ends such reluctance for good.
 * Safe for use by many threads.
 */
public final class RecordedStreams implements LaneStreams {

  private final Appetite appetite;
  private final CompletableFuture<Done> released = new CompletableFuture<>();
  private final Map<StreamName, List<RecordedStream>> outputs = new TreeMap<>();
  private final Map<StreamName, Source<ByteString, NotUsed>> inputs = new ConcurrentHashMap<>();

  private RecordedStreams(Appetite appetite) {
    this.appetite = appetite;
  }

  /** Outputs that take everything at once. */
  public static RecordedStreams takingEverything() {
    return new RecordedStreams(Appetite.ALL);
  }

  /**
   * Outputs that each stop asking for more once they were given this much, until they are released.
   *
   * @param bytes at least 0; the element that reaches it is still taken whole
   */
  public static RecordedStreams takingAtMost(long bytes) {
    return new RecordedStreams(Appetite.atMost(bytes));
  }

  /**
   * Outputs that each cancel and fail once they were given this much.
   *
   * @param bytes at least 1; the element that reaches it is still taken whole
   */
  public static RecordedStreams breakingAfter(long bytes, RuntimeException cause) {
    return new RecordedStreams(Appetite.breakingAfter(bytes, cause));
  }

  /** Outputs that take everything, but say that it is stored only once they are released. */
  public static RecordedStreams storingLate() {
    return new RecordedStreams(Appetite.ALL_BUT_STORED_LATER);
  }

  /** Adds what an input stream gives; one that is not added ends at once. */
  public RecordedStreams withInput(StreamName stream, Source<ByteString, NotUsed> bytes) {
    inputs.put(stream, bytes);
    return this;
  }

  /** Outputs that have stopped go on, and those that wait complete. */
  public void release() {
    released.complete(Done.getInstance());
  }

  @Override
  public Sink<ByteString, CompletionStage<Done>> output(StreamName stream) {
    return Sink.fromGraph(new RecordingStage(() -> opened(stream), appetite, released));
  }

  @Override
  public Source<ByteString, NotUsed> input(StreamName stream) {
    return inputs.getOrDefault(stream, Source.empty());
  }

  private RecordedStream opened(StreamName stream) {
    var recording = new RecordedStream();
    synchronized (outputs) {
      outputs.computeIfAbsent(stream, unused -> new ArrayList<>()).add(recording);
    }
    return recording;
  }

  /** The output streams that were run, each once. */
  public Set<StreamName> streams() {
    synchronized (outputs) {
      return Set.copyOf(outputs.keySet());
    }
  }

  /** Every time that a stream was run, oldest first; more than once for a lane run twice. */
  public List<RecordedStream> recordings(StreamName stream) {
    synchronized (outputs) {
      return List.copyOf(outputs.getOrDefault(stream, List.of()));
    }
  }

  /**
   * What was given to a stream that is run once.
   *
   * @return an empty, open recording if it has not been run
   * @throws IllegalStateException if it has been run more than once
   */
  public RecordedStream recording(StreamName stream) {
    var all = recordings(stream);
    if (all.size() > 1) {
      throw new IllegalStateException(stream + " was run " + all.size() + " times");
    }
    return all.isEmpty() ? new RecordedStream() : all.get(0);
  }

  /** Whether no output that was run is open any more. */
  public boolean haveEnded() {
    synchronized (outputs) {
      return outputs.values().stream()
          .flatMap(List::stream)
          .noneMatch(recording -> recording.ending() == Ending.OPEN);
    }
  }

  /** How many bytes were given to all outputs together. */
  public long size() {
    synchronized (outputs) {
      return outputs.values().stream().flatMap(List::stream).mapToLong(RecordedStream::size).sum();
    }
  }
}
