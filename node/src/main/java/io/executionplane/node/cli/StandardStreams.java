package io.executionplane.node.cli;

import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.node.RuntimeClient;
import io.executionplane.node.session.Foreground;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/** Our standard streams, handed to one execution as its foreground. */
final class StandardStreams {

  private final ActorSystem<?> system;
  private final boolean givesInput;
  private final Map<StreamName, Tap> taps;
  private final AtomicBoolean outputClosed = new AtomicBoolean();

  private StandardStreams(ActorSystem<?> system, boolean givesInput, Map<StreamName, Tap> taps) {
    this.system = system;
    this.givesInput = givesInput;
    this.taps = taps;
  }

  /** One of our outputs. The stage completes when the execution's last byte has been written. */
  private record Tap(Sink<ByteString, ?> sink, CompletableFuture<Done> written) {

    static Tap of(Sink<ByteString, CompletionStage<Done>> sink) {
      var written = new CompletableFuture<Done>();
      return new Tap(
          sink.mapMaterializedValue(
              done -> done.whenComplete((ok, failure) -> settle(written, failure))),
          written);
    }

    private static void settle(CompletableFuture<Done> written, @Nullable Throwable failure) {
      if (failure == null) {
        written.complete(Done.getInstance());
      } else {
        written.completeExceptionally(failure);
      }
    }
  }

  static StandardStreams open(ActorSystem<?> system, boolean givesInput) {
    return new StandardStreams(
        system,
        givesInput,
        Map.of(
            StreamName.STDOUT, Tap.of(StandardOutput.stdout()),
            StreamName.PTY, Tap.of(StandardOutput.stdout()),
            StreamName.STDERR, Tap.of(StandardOutput.stderr())));
  }

  Foreground foreground() {
    return new Foreground(
        givesInput ? Optional.of(StandardInput.source()) : Optional.empty(),
        taps.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, tap -> tap.getValue().sink())));
  }

  /** When whoever reads us has gone away there is no point in going on, as after SIGPIPE. */
  void onOutputClosed(Runnable action) {
    for (var tap : taps.values()) {
      var unused =
          tap.written()
              .exceptionally(
                  gone -> {
                    if (outputClosed.compareAndSet(false, true)) {
                      action.run();
                    }
                    return Done.getInstance();
                  });
    }
  }

  boolean isOutputClosed() {
    return outputClosed.get();
  }

  /** Waits, as long as our reader takes, until what the execution put out has been written. */
  void awaitPrinted(ExecutionResult result) {
    result.streams().stream()
        .map(record -> taps.get(record.stream()))
        .filter(tap -> tap != null)
        .forEach(tap -> join(tap.written()));
  }

  /** Prints what is stored of an execution that ran before. */
  void print(RuntimeClient client, ExecutionResult result) {
    for (var record : result.streams()) {
      var sink =
          record.stream().equals(StreamName.STDERR)
              ? StandardOutput.stderr()
              : StandardOutput.stdout();
      if (taps.containsKey(record.stream())) {
        join(
            client
                .output(result.executionRef(), record.stream(), 0)
                .toMat(sink, Keep.right())
                .run(system));
      }
    }
  }

  private void join(CompletionStage<Done> written) {
    try {
      written.toCompletableFuture().join();
    } catch (CompletionException gone) {
      outputClosed.set(true);
    }
  }
}
