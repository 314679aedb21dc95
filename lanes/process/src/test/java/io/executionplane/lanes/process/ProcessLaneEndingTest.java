package io.executionplane.lanes.process;

import static io.executionplane.lanes.process.LaneBench.await;
import static io.executionplane.lanes.process.LaneBench.endsSoon;
import static io.executionplane.lanes.process.LaneBench.reading;
import static io.executionplane.lanes.process.LaneBench.shell;
import static io.executionplane.lanes.process.LaneBench.withGrace;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact.Exited;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.contracts.lane.process.ProcessFact.SignalSent;
import io.executionplane.contracts.lane.process.ProcessFact.SignalSent.Cause;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.OutputLimitReached;
import io.executionplane.lanes.spi.ReportedFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLaneEndingTest {

  private static final LaneBench BENCH = new LaneBench();
  private static final LaneBench IMPATIENT =
      new LaneBench(LaneBench.settings(Duration.ofMillis(100)));

  private final RecordedStreams streams = new RecordedStreams();

  @TempDir Path directory;

  @AfterAll
  static void close() {
    BENCH.close();
    IMPATIENT.close();
  }

  // --- Stopping

  @Test
  void asksACommandToEndAndLetsItFinish() {
    var ready = streams.firstChunk(StreamName.STDOUT);
    var running =
        BENCH.start(
            shell("trap 'echo bye; exit 5' TERM; echo ready; while :; do sleep 0.01; done"),
            streams);
    running.launched();
    await(ready);

    running.control().stop(StopCause.CANCEL);

    assertThat(running.outcome().stopped()).isTrue();
    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Code(5));
    assertThat(running.facts(SignalSent.class))
        .containsExactly(new SignalSent(15, "SIGTERM", Cause.CANCEL));
    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("ready\nbye\n");
  }

  @Test
  void killsACommandThatIgnoresTheRequestWhenItsGraceIsOver() {
    var ready = streams.firstChunk(StreamName.STDOUT);
    var deaf = shell("trap '' TERM; echo ready; while :; do sleep 0.01; done");
    var running = BENCH.start(withGrace(50, deaf), streams);
    running.launched();
    await(ready);

    running.control().stop(StopCause.TIMEOUT);

    assertThat(running.outcome().stopped()).isTrue();
    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Signal(9, "SIGKILL", false));
    assertThat(running.facts(SignalSent.class))
        .containsExactly(
            new SignalSent(15, "SIGTERM", Cause.TIMEOUT),
            new SignalSent(9, "SIGKILL", Cause.GRACE_OVER));
  }

  @Test
  void leavesTheRestOfTheGraceToWhatTheCommandStarted() {
    var ready = streams.firstChunk(StreamName.STDOUT);
    var tidy =
        "(trap 'sleep 0.2; echo tidied; exit' TERM; echo ready; while :; do sleep 0.01; done)";
    var running = BENCH.start(shell(tidy + " & wait"), streams);
    running.launched();
    await(ready);

    running.control().stop(StopCause.CANCEL);

    running.toTheEnd();
    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Signal(15, "SIGTERM", false));
    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("ready\ntidied\n");
    assertThat(running.facts(SignalSent.class)).hasSize(1);
  }

  @Test
  void stopsACommandThatIsStoppedBeforeItIsLaunched() {
    var running = BENCH.start(ProcessRun.of("/bin/sleep", "300"), streams);
    running.control().stop(StopCause.CANCEL);

    assertThat(running.outcome().stopped()).isTrue();
    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Signal(15, "SIGTERM", false));
  }

  @Test
  void actsOnTheFirstRequestOnly() {
    var running = BENCH.start(ProcessRun.of("/bin/sleep", "300"), streams);
    running.control().stop(StopCause.CANCEL);
    running.control().stop(StopCause.TIMEOUT);

    running.toTheEnd();

    assertThat(running.facts(SignalSent.class))
        .containsExactly(new SignalSent(15, "SIGTERM", Cause.CANCEL));
  }

  @Test
  void doesNotClaimToHaveStoppedACommandThatHadEndedByItself() {
    var stored = new CompletableFuture<Done>();
    streams.stored(StreamName.STDOUT, done -> done.thenCombine(stored, (a, b) -> a));
    var running = BENCH.start(shell("exit 0"), streams);
    var pid = running.launched().pid();
    await(streams.ending(StreamName.STDERR));
    assertThat(endsSoon(pid)).isTrue();

    running.control().stop(StopCause.CANCEL);
    stored.complete(Done.getInstance());

    var outcome = running.outcome();
    assertThat(outcome.succeeded()).isTrue();
    assertThat(outcome.stopped()).isFalse();
    assertThat(running.facts(SignalSent.class)).isEmpty();
  }

  // --- What is left behind

  @Test
  void killsWhatACommandLeftInItsSession() {
    var running = BENCH.start(shell("sleep 300 >/dev/null 2>&1 & echo $!"), streams);

    running.toTheEnd();

    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Code(0));
    assertThat(endsSoon(Long.parseLong(streams.text(StreamName.STDOUT).strip()))).isTrue();
  }

  @Test
  void doesNotWaitForOutputThatAProcessOutsideTheSessionHoldsOpen() throws IOException {
    var pid = directory.resolve("pid");
    var escape = "setsid sh -c 'echo $$ > " + pid + "; exec sleep 300' & ";
    var wait = "while ! [ -s " + pid + " ]; do sleep 0.01; done; echo bye";
    var running = IMPATIENT.start(shell(escape + wait), streams);

    var outcome = running.outcome();

    assertThat(outcome.succeeded()).isTrue();
    assertThat(await(streams.ending(StreamName.STDOUT)))
        .isEqualTo(RecordedStreams.Ending.ABANDONED);
    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("bye\n");
    var escaped = Long.parseLong(Files.readString(pid).strip());
    ProcessHandle.of(escaped).ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void losesNothingToASlowStoreWhenTheLimitOnHeldOutputPasses() {
    var gate = new CompletableFuture<String>();
    streams.through(
        StreamName.STDOUT,
        Flow.<ByteString>create().mapAsync(1, chunk -> gate.thenApply(open -> chunk)));
    var running = IMPATIENT.start(shell("head -c 60000 /dev/zero; echo done >&2"), streams);
    running.launched();
    await(streams.ending(StreamName.STDERR));
    IMPATIENT.start(ProcessRun.of("/bin/sleep", "0.3"), new RecordedStreams()).toTheEnd();

    gate.complete("open");

    assertThat(running.outcome().succeeded()).isTrue();
    assertThat(streams.bytes(StreamName.STDOUT).size()).isEqualTo(60_000);
    assertThat(await(streams.ending(StreamName.STDOUT))).isEqualTo(RecordedStreams.Ending.EOF);
  }

  // --- Failing

  @Test
  void killsTheCommandAndFailsWhenItsOutputExceedsTheBudget() {
    streams.stored(
        StreamName.STDOUT,
        done ->
            done.exceptionallyCompose(
                cut -> CompletableFuture.failedStage(new OutputLimitReached(10))));
    streams.through(
        StreamName.STDOUT,
        Flow.<ByteString>create().limitWeighted(1_000_000, chunk -> (long) chunk.size()));
    var deafToTheClosedPipe = shell("trap '' PIPE; while :; do yes; done 2>/dev/null");
    var running = BENCH.start(deafToTheClosedPipe, streams);
    var pid = running.launched().pid();

    var failed = catchThrowableOfType(LaneBench.Failed.class, running::toTheEnd);

    assertThat(failed).hasCauseInstanceOf(OutputLimitReached.class);
    assertThat(running.facts(SignalSent.class))
        .containsExactly(new SignalSent(9, "SIGKILL", Cause.OUTPUT_LIMIT));
    assertThat(running.facts(Exited.class)).isEmpty();
    assertThat(endsSoon(pid)).isTrue();
  }

  @Test
  void killsTheCommandAndFailsWhenItsOutputCannotBeStored() {
    streams.through(
        StreamName.STDERR,
        Flow.<ByteString>create().map(chunk -> failing(new IOException("disk full"))));
    var running = BENCH.start(shell("echo x >&2; sleep 300"), streams);
    var pid = running.launched().pid();

    var failed = catchThrowableOfType(LaneBench.Failed.class, running::toTheEnd);

    assertThat(((LaneFailure) failed.getCause()).failure().code()).isEqualTo("output_not_stored");
    assertThat(failed.getCause().getMessage()).doesNotContain("disk full");
    assertThat(running.facts(SignalSent.class))
        .containsExactly(new SignalSent(9, "SIGKILL", Cause.STORE_FAILED));
    assertThat(endsSoon(pid)).isTrue();
  }

  @Test
  void killsTheCommandAndFailsWhenItsInputBreaksOff() {
    streams.input(
        Source.single(ByteString.fromString("half"))
            .concat(Source.failed(new IOException("lost"))));
    var running = BENCH.start(reading(shell("cat; echo complete"), Optional.empty()), streams);

    var failed = catchThrowableOfType(LaneBench.Failed.class, running::toTheEnd);

    assertThat(((LaneFailure) failed.getCause()).failure().code()).isEqualTo("input_broken");
    assertThat(streams.text(StreamName.STDOUT)).doesNotContain("complete");
  }

  // --- Being cut off

  @Test
  void killsTheTreeWhenTheStreamIsCancelled() {
    var ready = streams.firstChunk(StreamName.STDOUT);
    var running =
        BENCH.start(shell("trap '' TERM; sleep 300 & setsid sleep 300 & echo $!; wait"), streams);
    var leader = running.launched().pid();
    var escaped = Long.parseLong(await(ready).strip());

    running.cancel();

    assertThat(endsSoon(leader)).isTrue();
    assertThat(endsSoon(escaped)).isTrue();
    assertThat(await(streams.ending(StreamName.STDOUT))).isEqualTo(RecordedStreams.Ending.LOST);
  }

  @Test
  void killsTheTreeWhenTheActorSystemTerminates() {
    var bench = new LaneBench();
    var leader = bench.start(ProcessRun.of("/bin/sleep", "300"), streams).launched().pid();

    bench.close();

    assertThat(ProcessHandle.of(leader)).isEmpty();
  }

  // --- After a crash

  @Test
  void reclaimsACommandWhoseWatcherDied() {
    var ready = streams.firstChunk(StreamName.STDOUT);
    var running = BENCH.start(shell("sleep 300 & echo ready; wait"), streams);
    var launched = running.launched();
    await(ready);
    var facts = List.of(new ReportedFact(launched.name(), launched.data()));

    var report = await(BENCH.lane.reclaim(LaneBench.TARGET, facts)).orElseThrow();

    assertThat(ReclaimReport.CONTRACT.decode(report.toNode()))
        .isEqualTo(new ReclaimReport(ReclaimReport.Leader.KILLED, 1, 0));
    assertThat(running.outcome().succeeded()).isFalse();
  }

  @Test
  void reclaimsACommandOfAJvmThatWasKilled() throws IOException, InterruptedException {
    var doomed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DoomedNode.class.getName(),
                "trap '' TERM HUP; sleep 300 & echo ready; wait",
                "off")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var line = doomed.inputReader().readLine();
    doomed.destroyForcibly().waitFor();
    var launched = Launched.CONTRACT.decode(line.getBytes(UTF_8));
    assertThat(ProcessHandle.of(launched.pid())).as("it outlives its JVM").isPresent();

    var report =
        await(
            BENCH.lane.reclaim(
                LaneBench.TARGET, List.of(new ReportedFact(launched.name(), launched.data()))));

    assertThat(ReclaimReport.CONTRACT.decode(report.orElseThrow().toNode()))
        .isEqualTo(new ReclaimReport(ReclaimReport.Leader.KILLED, 1, 0));
    assertThat(endsSoon(launched.pid())).isTrue();
  }

  @Test
  void leavesAloneWhatEndedLongAgo() {
    var running = BENCH.start(shell("exit 0"), streams);
    running.toTheEnd();
    var launched = running.facts(Launched.class).get(0);

    var report =
        await(
            BENCH.lane.reclaim(
                LaneBench.TARGET, List.of(new ReportedFact(launched.name(), launched.data()))));

    assertThat(ReclaimReport.CONTRACT.decode(report.orElseThrow().toNode()).leader())
        .isEqualTo(ReclaimReport.Leader.GONE);
  }

  @Test
  void hasNothingToReclaimBeforeALaunchWasReported() {
    assertThat(await(BENCH.lane.reclaim(LaneBench.TARGET, List.of()))).isEmpty();
  }

  private static ByteString failing(Exception cause) throws Exception {
    throw cause;
  }
}
