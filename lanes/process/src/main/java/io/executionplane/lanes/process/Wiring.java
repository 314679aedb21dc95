package io.executionplane.lanes.process;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.process.posix.PipeReading;
import io.executionplane.lanes.process.posix.PipeSink.Delivery;
import io.executionplane.lanes.spi.ControlAnswer;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.lanes.spi.StreamAbandoned;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.KillSwitch;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A command's pipes, each joined to its stream and running by itself: a slow store of standard
 * output does not hold back standard error. To be used by one thread.
 */
final class Wiring {

  private static final int BETWEEN_MAX = 16;

  private final LaneStreams streams;
  private final Supplier<Materializer> materializer;
  private final Consumer<Ended> onEnded;
  private final Optional<LineCount> lines;
  private final Map<StreamName, PipeReading> openOutputs = new HashMap<>();
  private final AtomicLong taken = new AtomicLong();
  private @Nullable KillSwitch input;

  /** What goes between, where the command can be interrupted through its input. */
  private @Nullable BoundedSourceQueue<ByteString> between;

  /**
   * A stream has ended: an output with all its bytes stored, or with a failure.
   *
   * @param failure why what it carried is not complete
   */
  record Ended(StreamName stream, Optional<RuntimeException> failure) {}

  /**
   * Joins nothing yet.
   *
   * @param materializer asked when streams are joined
   * @param onEnded told once for each stream, on any thread
   * @param lines counts those of the output, where it comes in lines
   */
  Wiring(
      LaneStreams streams,
      Supplier<Materializer> materializer,
      Consumer<Ended> onEnded,
      Optional<LineCount> lines) {
    this.streams = streams;
    this.materializer = materializer;
    this.onEnded = onEnded;
    this.lines = lines;
  }

  void connect(RunningCommand command, Conduct conduct) {
    var run = conduct.command();
    command.outputs().forEach(this::connectOutput);
    command.input().ifPresent(pipe -> connectInput(asInput(input(conduct), run), pipe));
  }

  private void connectOutput(StreamName stream, Source<ByteString, PipeReading> pipe) {
    var running =
        inLines(stream, pipe.map(this::counted))
            .toMat(streams.output(stream), Keep.both())
            .run(materializer.get());
    openOutputs.put(stream, running.first());
    running
        .second()
        .whenComplete(
            (done, failure) -> onEnded.accept(new Ended(stream, outputFailure(stream, failure))));
  }

  private Source<ByteString, PipeReading> inLines(
      StreamName stream, Source<ByteString, PipeReading> output) {
    return lines
        .filter(unused -> !stream.equals(StreamName.STDERR))
        .map(count -> output.map(count::passed))
        .orElse(output);
  }

  private ByteString counted(ByteString bytes) {
    taken.addAndGet(bytes.size());
    return bytes;
  }

  /** How many bytes of all outputs together have been taken so far. */
  long bytesTaken() {
    return taken.get();
  }

  private static Optional<RuntimeException> outputFailure(
      StreamName stream, @Nullable Throwable failure) {
    return failure == null || Failures.unwrap(failure) instanceof StreamAbandoned
        ? Optional.empty()
        : Optional.of(Failures.output(stream, failure));
  }

  private Source<ByteString, NotUsed> input(Conduct conduct) {
    var run = conduct.command();
    return run.stdinBytes()
        .map(Bytes::toArray)
        .map(bytes -> Source.single(ByteString.fromArrayUnsafe(bytes)))
        .orElseGet(() -> run.stdin().isPresent() ? handedIn(conduct) : Source.<ByteString>empty());
  }

  private Source<ByteString, NotUsed> handedIn(Conduct conduct) {
    return conduct.takesLines()
        ? streams.inputLines(StreamName.STDIN)
        : streams.input(StreamName.STDIN);
  }

  private Source<ByteString, NotUsed> asInput(Source<ByteString, NotUsed> given, ProcessRun run) {
    var ended = run.pty().isPresent() ? Typing.ofAll(given) : given;
    if (!Interrupts.throughInput(run)) {
      return ended;
    }
    // A terminal can be interrupted also when nobody types any more; a pipe is closed by then.
    var endsWithInput = run.pty().isEmpty();
    return Source.<ByteString>queue(BETWEEN_MAX)
        .mergePreferred(ended, true, endsWithInput)
        .mapMaterializedValue(
            queue -> {
              between = queue;
              return NotUsed.getInstance();
            });
  }

  private void connectInput(
      Source<ByteString, NotUsed> given, Sink<ByteString, CompletionStage<Delivery>> pipe) {
    var running =
        given
            .viaMat(KillSwitches.single(), Keep.right())
            .toMat(pipe, Keep.both())
            .run(materializer.get());
    input = running.first();
    running
        .second()
        .whenComplete(
            (delivered, failure) ->
                onEnded.accept(
                    new Ended(
                        StreamName.STDIN, Optional.ofNullable(failure).map(Failures::input))));
  }

  /** Gives the command some bytes as soon as it takes any, before what else waits. */
  ControlAnswer putBetween(ByteString bytes) {
    if (between == null) {
      return ControlAnswer.UNSUPPORTED;
    }
    var offered = between.offer(bytes);
    if (offered.isEnqueued()) {
      return ControlAnswer.DONE;
    }
    return offered == QueueOfferResult.dropped() ? ControlAnswer.BUSY : ControlAnswer.INPUT_CLOSED;
  }

  void note(Ended ended) {
    openOutputs.remove(ended.stream());
  }

  boolean hasOpenOutputs() {
    return !openOutputs.isEmpty();
  }

  /** Nobody reads input any more. */
  void closeInput() {
    if (input != null) {
      input.shutdown();
    }
  }

  /** Takes what the pipes hold now and waits for no more, whoever may still hold them open. */
  void abandonOutputs() {
    openOutputs.values().forEach(reading -> reading.finish(new StreamAbandoned()));
  }

  /** Closes everything that is still open, now. */
  void cutOff() {
    openOutputs.values().forEach(reading -> reading.abort(Failures.cutOff()));
    if (input != null) {
      input.abort(Failures.cutOff());
    }
  }
}
