package io.executionplane.journal.live;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.output.LiveStreams;
import io.executionplane.journal.output.OutputStore;
import io.executionplane.journal.output.ReadingThreads;
import io.executionplane.journal.read.JournalReader;
import io.executionplane.journal.state.ExecutionState;
import io.executionplane.journal.wake.Wakeups;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Reads what is recorded, and what is being recorded.
 *
 * @param journal where events are
 * @param outputs where bytes are
 * @param live the streams that are being recorded here
 * @param wakeups rung when more of a stream, or of the events of an execution, is durable
 * @param states where an execution stands, as far as it is durable
 */
public record Readers(
    JournalReader journal,
    OutputStore outputs,
    LiveStreams live,
    Wakeups wakeups,
    Function<ExecutionRef, CompletionStage<ExecutionState>> states) {

  /**
   * The events of an execution in order.
   *
   * @param fromSeq sequence number of the first event wanted, from 1
   * @param follow whether to go on with what is recorded later, up to the terminal event; else it
   *     ends with what is recorded now. An execution of which nothing is recorded is waited for
   */
  public Source<RecordedEvent, NotUsed> events(ExecutionRef ref, long fromSeq, boolean follow) {
    return reading(
        materializer ->
            new EventCursor(this, ref, fromSeq, follow, ReadingThreads.of(materializer)));
  }

  /**
   * A stream of an execution, frame by frame.
   *
   * @param from offset of the first byte wanted
   * @param follow whether to go on with what comes later, up to {@link OutputFrame.End}; else it
   *     ends with what is there now, and with {@code End} only if the stream has ended. A stream
   *     that is not there yet is waited for
   */
  public Source<OutputFrame, NotUsed> output(
      ExecutionRef ref, StreamName stream, long from, boolean follow) {
    return reading(materializer -> new OutputCursor(this, ref, stream, from, follow, materializer));
  }

  /**
   * The end of a stream and what follows, as {@link #output} gives it.
   *
   * @param bytes how many of those that have passed when it begins to read; all, if there are fewer
   *     or if it is just being recorded how many there are
   */
  public Source<OutputFrame, NotUsed> tail(ExecutionRef ref, StreamName stream, long bytes) {
    return Source.lazyCompletionStageSource(
            () ->
                passed(ref, stream)
                    .thenApply(end -> output(ref, stream, Math.max(0, end - bytes), true)))
        .mapMaterializedValue(unused -> NotUsed.getInstance());
  }

  private CompletionStage<Long> passed(ExecutionRef ref, StreamName stream) {
    return live.find(ref, stream)
        .map(open -> CompletableFuture.completedStage(open.end()))
        .orElseGet(() -> states.apply(ref).thenApply(state -> recorded(state, stream)));
  }

  private static long recorded(ExecutionState state, StreamName stream) {
    var record = state.streams().closed().get(stream);
    return record == null ? 0 : record.totalBytes();
  }

  private static <T> Source<T, NotUsed> reading(Function<Materializer, Cursor<T>> place) {
    return Source.fromMaterializer(
            (materializer, unused) ->
                Source.<List<T>, Cursor<T>>unfoldResourceAsync(
                        () -> CompletableFuture.completedStage(place.apply(materializer)),
                        Cursor::read,
                        Cursor::close)
                    .mapConcat(batch -> batch))
        .mapMaterializedValue(unused -> NotUsed.getInstance());
  }
}
