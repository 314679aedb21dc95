package io.executionplane.lanes.process.guest.agent;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.lanes.process.CommandEnd;
import io.executionplane.lanes.process.RunningCommand;
import io.executionplane.lanes.process.guest.bridge.Op;
import io.executionplane.lanes.process.posix.PipeReading;
import io.executionplane.lanes.spi.StreamAbandoned;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A command that runs here for a session: its pipes joined to what is told of it. Its methods may
 * be called from any thread; none waits.
 */
final class HostedCommand {

  private final RunningCommand command;
  private final Told told;
  private final Map<String, PipeReading> readings = new ConcurrentHashMap<>();
  private @Nullable SourceQueueWithComplete<ByteString> input;
  private CompletionStage<Boolean> given = CompletableFuture.completedStage(true);
  private CompletableFuture<?> outputsOver = CompletableFuture.completedFuture(true);

  /** Who hears what becomes of it. Called from any thread. */
  interface Told {

    /**
     * Some bytes of an output.
     *
     * @return completes when there is room for more
     */
    CompletionStage<?> output(String stream, ByteString bytes);

    /**
     * No more of an output comes.
     *
     * @param abandoned whether something still holds it open
     */
    void outputEnded(String stream, boolean abandoned);

    /** It reads no more. */
    void inputClosed();
  }

  HostedCommand(RunningCommand command, Told told) {
    this.command = command;
    this.told = told;
  }

  RunningCommand command() {
    return command;
  }

  /**
   * Joins its pipes.
   *
   * @param pieceBytes most bytes that are told at once
   */
  synchronized void connect(Materializer materializer, int pieceBytes) {
    var outputs = new ArrayList<CompletableFuture<?>>();
    command
        .outputs()
        .forEach(
            (name, source) ->
                outputs.add(connectOutput(wireName(name), source, materializer, pieceBytes)));
    outputsOver = CompletableFuture.allOf(outputs.toArray(CompletableFuture<?>[]::new));
    command
        .input()
        .ifPresent(
            sink -> {
              var running =
                  Source.<ByteString>queue(0, OverflowStrategy.backpressure())
                      .toMat(sink, Keep.both())
                      .run(materializer);
              input = running.first();
              running
                  .second()
                  .whenComplete(
                      (delivery, failure) -> {
                        if (delivery != null && delivery.closedByPeer()) {
                          told.inputClosed();
                        }
                      });
            });
  }

  private CompletableFuture<?> connectOutput(
      String name,
      Source<ByteString, PipeReading> source,
      Materializer materializer,
      int pieceBytes) {
    var running =
        source
            .mapConcat(bytes -> pieces(bytes, pieceBytes))
            .mapAsync(1, bytes -> told.output(name, bytes).thenApply(room -> bytes))
            .toMat(Sink.ignore(), Keep.both())
            .run(materializer);
    readings.put(name, running.first());
    return running
        .second()
        .toCompletableFuture()
        .handle(
            (done, failure) -> {
              told.outputEnded(name, failure != null);
              return name;
            });
  }

  /** A terminal's one stream goes by the name of standard output. */
  private static String wireName(StreamName name) {
    return name.equals(StreamName.STDERR) ? Op.STDERR : Op.STDOUT;
  }

  private static List<ByteString> pieces(ByteString bytes, int pieceBytes) {
    var pieces = new ArrayList<ByteString>();
    for (var rest = bytes; !rest.isEmpty(); rest = rest.drop(pieceBytes)) {
      pieces.add(rest.take(pieceBytes));
    }
    return pieces;
  }

  /**
   * Gives it input after what it was given before.
   *
   * @return completes when it took it, with false if it reads no more
   */
  synchronized CompletionStage<Boolean> give(byte[] bytes) {
    given =
        given.thenCompose(open -> open ? offer(bytes) : CompletableFuture.completedStage(false));
    return given;
  }

  private CompletionStage<Boolean> offer(byte[] bytes) {
    var queue = queue();
    return queue == null
        ? CompletableFuture.completedStage(false)
        : queue
            .offer(ByteString.fromArrayUnsafe(bytes))
            .handle((offered, closed) -> closed == null && offered.isEnqueued());
  }

  private synchronized @Nullable SourceQueueWithComplete<ByteString> queue() {
    return input;
  }

  /** No more input comes. */
  synchronized void endInput() {
    given =
        given.thenApply(
            open -> {
              var queue = queue();
              if (queue != null) {
                queue.complete();
              }
              return open;
            });
  }

  /** Reads what an output holds now, and waits for no more of it. */
  void lastCall(String stream) {
    var reading = readings.get(stream);
    if (reading != null) {
      reading.finish(new StreamAbandoned());
    }
  }

  void lastCalls() {
    readings.keySet().forEach(this::lastCall);
  }

  /** Kills what is left; completes when nothing is. */
  CompletionStage<CommandEnd> finish() {
    return command.finish();
  }

  /** Completes when all outputs have been told to their end. */
  synchronized CompletionStage<?> outputsOver() {
    return outputsOver;
  }

  /** Kills what is left and closes everything; completes when nothing is left. */
  CompletionStage<?> abandon() {
    var cut = new IllegalStateException("the session has ended");
    var queue = queue();
    if (queue != null) {
      queue.fail(cut); // It must not take the break for the end of its input.
    }
    command.abandon();
    return command
        .finish()
        .whenComplete((end, unknown) -> readings.values().forEach(reading -> reading.abort(cut)));
  }
}
