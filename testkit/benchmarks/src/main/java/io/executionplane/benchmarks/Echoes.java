package io.executionplane.benchmarks;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.node.input.ExecutionInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.util.ByteString;

/** One byte to a program in a raw terminal, and back. */
final class Echoes {

  private static final long WITHIN_SECONDS = 30;
  private static final String ECHO = "stty raw -echo; echo ready; exec cat";
  private static final int GREETING_BYTES = "ready\n".length();
  private static final ByteString BYTE = ByteString.fromString("x");

  private Echoes() {}

  /** Without us. */
  static Round inC(CProgram program) {
    return time -> {
      var nanos = program.run(time.toSeconds()).stream().map(Long::valueOf).toList();
      return Sample.of(nanos, time.toNanos(), 1);
    };
  }

  /** What is typed is stored before the command gets it. */
  static Round governed(GovernedCommands commands) {
    return time -> {
      var plane = commands.plane();
      var ref = commands.begin(commands.inTerminal(ECHO));
      var shown =
          plane.client().output(ref, StreamName.PTY, 0, true).runWith(Sink.queue(), plane.system());
      try {
        take(shown, GREETING_BYTES);
        return repeat(plane.client().input(ref, StreamName.STDIN, "benchmark"), shown, time);
      } finally {
        shown.cancel();
        commands.end(ref);
      }
    };
  }

  private static Sample repeat(
      ExecutionInput input, SinkQueueWithCancel<OutputFrame> shown, Duration time)
      throws Exception {
    var nanos = new ArrayList<Long>();
    var begun = System.nanoTime();
    while (System.nanoTime() - begun < time.toNanos()) {
      var typed = System.nanoTime();
      input.append(BYTE);
      take(shown, BYTE.size());
      nanos.add(System.nanoTime() - typed);
    }
    return Sample.of(nanos, System.nanoTime() - begun, 1);
  }

  private static void take(SinkQueueWithCancel<OutputFrame> shown, int bytes) throws Exception {
    for (int taken = 0; taken < bytes; ) {
      if (get(shown.pull()).orElseThrow() instanceof OutputFrame.Bytes some) {
        taken += some.bytes().size();
      }
    }
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(WITHIN_SECONDS, TimeUnit.SECONDS);
  }
}
