package io.executionplane.lanes.process;

import static io.executionplane.lanes.process.LaneBench.await;
import static io.executionplane.lanes.process.LaneBench.reading;
import static io.executionplane.lanes.process.LaneBench.shell;
import static io.executionplane.lanes.process.LaneBench.with;
import static io.executionplane.lanes.process.Orders.inTerminal;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact.Resized;
import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.spi.ControlAnswer;
import io.executionplane.lanes.spi.EffectControl.Resize;
import java.io.File;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands in a terminal. */
class ProcessTerminalTest {

  private static final LaneBench BENCH = new LaneBench();
  private static final LaneBench IMPATIENT =
      new LaneBench(LaneBench.settings(Duration.ofMillis(100)));

  private final RecordedStreams streams = new RecordedStreams();

  @AfterAll
  static void close() {
    BENCH.close();
    IMPATIENT.close();
  }

  private String ptyOf(ProcessRun run) {
    BENCH.start(run, streams).outcome();
    return streams.text(StreamName.PTY);
  }

  private static Source<ByteString, NotUsed> once(CompletionStage<?> ready, ByteString bytes) {
    return Source.completionStage(ready).map(unused -> bytes).mapMaterializedValue(m -> m);
  }

  // --- What it is

  @Test
  void isTheControllingTerminalAndAllThreeStandardStreams() {
    var said =
        ptyOf(inTerminal(shell("for f in 0 1 2; do test -t $f || exit 1; done; : >/dev/tty; tty")));

    assertThat(said).matches("/dev/pts/\\d+\r\n");
    assertThat(streams.wasUsed(StreamName.STDOUT)).isFalse();
    assertThat(streams.wasUsed(StreamName.STDERR)).isFalse();
  }

  @Test
  void hasTheSizeAndTheNameThatWereAskedFor() {
    var pty = new ProcessPty(132, 43, Optional.of("vt220"));

    assertThat(ptyOf(inTerminal(pty, shell("stty size; echo $TERM"))))
        .isEqualTo("43 132\r\nvt220\r\n");
  }

  @Test
  void isNamedByTheCommandsEnvironmentWhenTheOrderDoesNotNameIt() {
    assertThat(ptyOf(inTerminal(with(shell("echo $TERM"), Map.of("TERM", "ansi")))))
        .isEqualTo("ansi\r\n");
    assertThat(ptyOf(inTerminal(shell("echo $TERM")))).isEqualTo("xterm-256color\r\n");
  }

  // --- Input

  @ParameterizedTest
  @CsvSource({"'', ''", "'a\n', 'a\r\na\r\n'", "ab, abab"})
  void endsInputAsATerminalDoesAlsoWithinALine(String typed, String shown) {
    var cat = reading(ProcessRun.of("/bin/cat"), Optional.of(typed.getBytes(UTF_8)));

    assertThat(ptyOf(inTerminal(cat))).isEqualTo(shown);
  }

  @Test
  void endsInputAtOnceWhereNoneIsGiven() {
    var outcome = BENCH.start(inTerminal(ProcessRun.of("/bin/cat")), streams).outcome();

    assertThat(outcome.succeeded()).isTrue();
  }

  @Test
  void passesEveryByteAsItIsToARawTerminal() {
    var seed = System.nanoTime();
    var bytes = new byte[300_000];
    new Random(seed).nextBytes(bytes);
    var typed = ByteString.fromArray(bytes);
    var ready = streams.firstChunk(StreamName.PTY);
    var run = reading(shell("stty raw -echo; echo ready; exec head -c 300000"), Optional.empty());

    var outcome = BENCH.start(inTerminal(run), streams.input(once(ready, typed))).outcome();

    assertThat(outcome.succeeded()).isTrue();
    assertThat(streams.bytes(StreamName.PTY))
        .as("seed %d", seed)
        .isEqualTo(ByteString.fromString("ready\n").concat(typed));
  }

  // --- Output

  @ParameterizedTest
  @ValueSource(ints = {1, 4_095, 4_097, 65_537, 1_000_000})
  void losesNoByteOfACommandThatEndsAtOnce(int count) {
    var run = inTerminal(shell("stty raw -echo; head -c " + count + " /dev/zero"));

    for (var i = 0; i < 20; i++) {
      var each = new RecordedStreams();
      BENCH.start(run, each).outcome();
      assertThat(each.bytes(StreamName.PTY).size()).isEqualTo(count);
    }
  }

  @Test
  void readsWhatWasWrittenInTimeThoughSomebodyStillHoldsTheTerminal() {
    // More than the kernel counts when it is asked. The daemon leaves the session first.
    var daemonized = "setsid sh -c 'echo $$; exec sleep 600' & sleep 0.1";

    IMPATIENT
        .start(
            inTerminal(shell("stty raw -echo; " + daemonized + "; head -c 30000 /dev/zero")),
            streams)
        .outcome();

    var said = streams.text(StreamName.PTY);
    var daemon = said.substring(0, said.indexOf('\n'));
    ProcessHandle.of(Long.parseLong(daemon)).ifPresent(ProcessHandle::destroyForcibly);
    assertThat(said).hasSize(30_000 + daemon.length() + 1);
    assertThat(await(streams.ending(StreamName.PTY))).isEqualTo(RecordedStreams.Ending.ABANDONED);
  }

  // --- Size

  @Test
  void tellsTheCommandThatItsTerminalHasAnotherSizeAndTheRecordOnce() {
    var ready = streams.firstChunk(StreamName.PTY);
    var waiting = shell("trap 'stty size; exit 0' WINCH; echo ready; while :; do sleep 0.01; done");
    var running = BENCH.start(inTerminal(waiting), streams);
    await(ready);

    assertThat(await(running.control().control(new Resize(80, 24)))).isEqualTo(ControlAnswer.DONE);
    assertThat(await(running.control().control(new Resize(100, 50)))).isEqualTo(ControlAnswer.DONE);
    running.toTheEnd();

    assertThat(streams.text(StreamName.PTY)).isEqualTo("ready\r\n50 100\r\n");
    assertThat(running.facts(Resized.class))
        .containsExactly(new Resized(100, 50, "ready\r\n".length()));
    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Code(0));
  }

  @Test
  void refusesToResizeWhatHasNoTerminal() {
    var ready = streams.firstChunk(StreamName.STDOUT);
    var running = BENCH.start(shell("echo ready; exec sleep 600"), streams);
    running.launched();
    await(ready);

    assertThat(await(running.control().control(new Resize(100, 50))))
        .isEqualTo(ControlAnswer.UNSUPPORTED);
    running.cancel();
  }

  // --- What is left

  @Test
  void leavesNoDescriptorBehindHoweverManyTerminalsThereWere() {
    try (var bench = new LaneBench()) {
      runSome(bench, 20);
      var before = descriptors();

      runSome(bench, 200);

      assertThat(descriptors() - before).isLessThan(20);
    }
  }

  private static void runSome(LaneBench bench, int count) {
    for (var i = 0; i < count; i++) {
      var outcome = bench.start(inTerminal(shell("echo x")), new RecordedStreams()).outcome();
      assertThat(outcome.succeeded()).isTrue();
    }
  }

  private static int descriptors() {
    return Objects.requireNonNull(new File("/proc/self/fd").list()).length;
  }
}
