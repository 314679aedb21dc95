package io.executionplane.node.session;

import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.journal.output.CapturePolicy;
import io.executionplane.journal.output.OutputBudget;
import io.executionplane.journal.output.Recording;
import io.executionplane.journal.output.StreamRecorder;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.LaneStreams;
import io.executionplane.lanes.spi.OutputLimitReached;
import io.executionplane.lanes.spi.StreamAbandoned;
import io.executionplane.node.input.InputGate;
import io.executionplane.node.redaction.Redactor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * The streams of one session: masked and recorded first, then passed on to the foreground.
 *
 * <p>The stage that a lane waits for completes only once the session has the stream's record, so
 * what a lane reports afterwards stands after it in the evidence.
 */
final class SessionStreams implements LaneStreams {

  private final StreamRecorder recorder;
  private final LaunchOrder order;
  private final CapturePolicy capture;
  private final OutputBudget budget;
  private final SessionClock clock;
  private final ProgressBoard progress;
  private final OpenStreams open;
  private final SessionInputs inputs;
  private final Redactor redactor;
  private final SessionServices services;
  private final Function<StreamRecord, CompletionStage<Done>> closed;

  SessionStreams(
      StreamRecorder recorder,
      LaunchOrder order,
      SessionClock clock,
      ProgressBoard progress,
      OpenStreams open,
      SessionInputs inputs,
      Redactor redactor,
      SessionServices services,
      Function<StreamRecord, CompletionStage<Done>> closed) {
    this.recorder = recorder;
    this.order = order;
    this.capture = CapturePolicy.full(order.limits().captureBytesMax());
    this.budget = OutputBudget.of(order.limits().outputBytesMax());
    this.clock = clock;
    this.progress = progress;
    this.open = open;
    this.inputs = inputs;
    this.redactor = redactor;
    this.services = services;
    this.closed = closed;
  }

  @Override
  public Sink<ByteString, CompletionStage<Done>> output(StreamName stream) {
    return redactor
        .flow(stream)
        .viaMat(recorder.flow(recording(stream, budget)), Keep.right())
        .to(tap(stream))
        .mapMaterializedValue(
            recorded -> {
              open.opened();
              return recorded.thenCompose(
                  record -> closed.apply(record).thenApply(done -> judge(record, done)));
            });
  }

  @Override
  public Source<ByteString, NotUsed> input(StreamName stream) {
    return order
        .foreground()
        .input()
        .map(typed -> typedInput(stream, typed))
        .orElseGet(() -> handedInput(new InputGate(stream, inputBytesMax())));
  }

  @Override
  public Source<ByteString, NotUsed> inputLines(StreamName stream) {
    return order
        .foreground()
        .input()
        .map(typed -> typedInput(stream, typed.via(LastLine.ended())))
        .orElseGet(() -> handedInput(InputGate.ofLines(stream, inputBytesMax())));
  }

  private int inputBytesMax() {
    return services.settings().inputBufferBytes();
  }

  @Override
  public Duration unreadFor() {
    return services.audiences().emptyFor(order.ref());
  }

  /** From whoever submitted: nobody else hands in there. */
  private Source<ByteString, NotUsed> typedInput(
      StreamName stream, Source<ByteString, NotUsed> typed) {
    services.inputs().take(order.ref(), stream);
    return recordedInput(stream, typed, offset -> {}, () -> {});
  }

  /** From whoever hands in while the effect runs. */
  private Source<ByteString, NotUsed> handedInput(InputGate gate) {
    inputs.opened(gate.stream(), gate);
    services.inputs().open(order.ref(), gate);
    return recordedInput(gate.stream(), gate.source(), gate::kept, gate::over);
  }

  /**
   * Input is given to the effect only after it is stored: what it acted on can be shown. A recorder
   * goes on without its reader, but input that the effect no longer takes is not read on.
   *
   * @param kept told up to which offset everything is stored, or need not be
   * @param over run once nothing more will be
   */
  private Source<ByteString, NotUsed> recordedInput(
      StreamName stream, Source<ByteString, NotUsed> given, LongConsumer kept, Runnable over) {
    var recording =
        recording(stream, OutputBudget.unlimited()).telling(recorded -> kept.accept(recorded.to()));
    return given
        .viaMat(KillSwitches.single(), Keep.right())
        .viaMat(recorder.flow(recording), Keep.both())
        .statefulMap(
            () -> 0L,
            (offset, bytes) -> passed(kept, offset + bytes.size(), bytes),
            offset -> Optional.empty())
        .watchTermination(
            (running, taken) -> {
              open.opened();
              var unused =
                  running
                      .second()
                      .whenComplete((record, failure) -> close(stream, over))
                      .thenCompose(closed);
              taken.whenComplete((done, failure) -> running.first().shutdown());
              return NotUsed.getInstance();
            });
  }

  private void close(StreamName stream, Runnable over) {
    over.run();
    services.inputs().close(order.ref(), stream);
  }

  /** What is passed on is kept, also where the store does not get it. */
  private static Pair<Long, ByteString> passed(LongConsumer kept, long offset, ByteString bytes) {
    kept.accept(offset);
    return Pair.create(offset, bytes);
  }

  private Recording recording(StreamName stream, OutputBudget bounds) {
    return new Recording(
        order.ref(),
        stream,
        capture,
        bounds,
        clock::micros,
        progress::post,
        StreamAbandoned.class::isInstance);
  }

  private Sink<ByteString, ?> tap(StreamName stream) {
    var watching = order.foreground().outputs().get(stream);
    return watching == null
        ? Sink.ignore()
        : services.audiences().<ByteString>readers(order.ref()).to(watching);
  }

  private Done judge(StreamRecord record, Done done) {
    return switch (record.ending()) {
      case EOF, ABANDONED -> done;
      case LIMIT -> throw new OutputLimitReached(budget.bytesMax());
      case LOST ->
          throw new LaneFailure(
              FailureClass.TRANSPORT_FAILED, "stream_lost", record.stream() + " was lost");
    };
  }
}
