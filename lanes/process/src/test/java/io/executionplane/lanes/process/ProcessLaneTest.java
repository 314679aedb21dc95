package io.executionplane.lanes.process;

import static io.executionplane.lanes.process.LaneBench.await;
import static io.executionplane.lanes.process.LaneBench.in;
import static io.executionplane.lanes.process.LaneBench.mergingStderr;
import static io.executionplane.lanes.process.LaneBench.reading;
import static io.executionplane.lanes.process.LaneBench.shell;
import static io.executionplane.lanes.process.LaneBench.with;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact.Exited;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.contracts.lane.process.ProcessOutput;
import io.executionplane.contracts.lane.process.ProcessPayload;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.LaneOrder;
import io.executionplane.lanes.spi.LaneSignal;
import io.executionplane.lanes.spi.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.AsPublisher;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessLaneTest {

  private static final LaneBench BENCH = new LaneBench();

  private final RecordedStreams streams = new RecordedStreams();

  @TempDir Path directory;

  @AfterAll
  static void close() {
    BENCH.close();
  }

  @Test
  void tellsLaunchedThenExitedThenEnded() {
    var running = BENCH.start(ProcessRun.of("/bin/echo", "hello"), streams);

    var signals = running.toTheEnd();

    assertThat(signals).hasSize(3);
    var launched = running.facts(Launched.class).get(0);
    assertThat(launched.executable()).isEqualTo("/bin/echo");
    assertThat(launched.containment()).isEqualTo(Containment.Means.SESSION);
    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Code(0));
    assertThat(signals.get(2)).isInstanceOf(LaneSignal.Ended.class);
    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("hello\n");
    assertThat(streams.text(StreamName.STDERR)).isEmpty();
  }

  @Test
  void countsOnlyExitCodeZeroAsSuccessAndNeverClaimsToKnowThatNothingSurvived() {
    var succeeded = BENCH.start(shell("exit 0"), new RecordedStreams()).outcome();
    var failed = BENCH.start(shell("exit 3"), new RecordedStreams()).outcome();

    assertThat(succeeded.succeeded()).isTrue();
    assertThat(failed.succeeded()).isFalse();
    assertThat(failed.stopped()).isFalse();
    assertThat(ProcessOutput.CONTRACT.decode(failed.output().toNode()).exit())
        .isEqualTo(new ProcessExit.Code(3));
    assertThat(failed.containment())
        .isEqualTo(new Containment(Containment.Means.SESSION, Optional.empty()));
  }

  @Test
  void reportsDeathByASignalAsASignal() {
    var running = BENCH.start(shell("ulimit -c 0; kill -SEGV $$"), streams);

    running.toTheEnd();

    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Signal(11, "SIGSEGV", false));
  }

  @Test
  void givesACommandTheSecretsThatItsPayloadNames() {
    var handle = "credential-handle://memory/key";
    var run =
        ProcessRun.CONTRACT.decode(
            Json.parse(
                "{\"command\":\"/bin/sh\",\"argv\":[\"-c\",\"printf %s \\\"$KEY\\\"\"],"
                    + "\"env_handles\":{\"KEY\":\""
                    + handle
                    + "\"}}"));

    var outcome =
        BENCH
            .start(run, Map.of(new CredentialHandle(handle), Secret.of("s3cret")), streams)
            .outcome();

    assertThat(outcome.succeeded()).isTrue();
    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("s3cret");
    assertThat(BENCH.lane.credentials(run)).containsExactly(new CredentialHandle(handle));
  }

  @Test
  void startsNothingWithoutTheSecretsThatItsPayloadNames() {
    var marker = directory.resolve("marker");
    var run =
        ProcessRun.CONTRACT.decode(
            Json.parse(
                "{\"command\":\"/usr/bin/touch\",\"argv\":[\""
                    + marker
                    + "\"],"
                    + "\"env_handles\":{\"KEY\":\"credential-handle://a\"}}"));

    var running = BENCH.start(run, streams);

    assertThatThrownBy(running::toTheEnd).hasCauseInstanceOf(LaneFailure.class);
    assertThat(marker).doesNotExist();
  }

  @Test
  void doesNothingUntilItsFactsAreAskedFor() {
    var marker = directory.resolve("marker");
    var touching = BENCH.source(ProcessRun.of("/usr/bin/touch", marker.toString()), streams);

    touching.runWith(Sink.asPublisher(AsPublisher.WITHOUT_FANOUT), BENCH.system);
    await(touching.watchTermination(Keep.right()).to(Sink.cancelled()).run(BENCH.system));

    for (int i = 0; i < 10; i++) {
      BENCH.start(shell("exit 0"), new RecordedStreams()).toTheEnd(); // Later, and yet before it.
    }
    assertThat(marker).doesNotExist();
    assertThat(streams.wasUsed(StreamName.STDOUT)).isFalse();
  }

  @Test
  void runsAfreshForEachMaterialisation() {
    var first = BENCH.start(shell("echo $$"), streams).launched();
    var second = BENCH.start(shell("echo $$"), new RecordedStreams()).launched();

    assertThat(first.pid()).isNotEqualTo(second.pid());
  }

  @Test
  void givesTheDeclaredEnvironmentAndTheShortListOnly() {
    var declared = Map.of("DECLARED", "yes", "TERM", "vt52");
    var expected = new TreeMap<>(declared);
    for (var name : List.of("HOME", "LANG", "LOGNAME", "PATH", "SHELL", "TERM", "TZ", "USER")) {
      Optional.ofNullable(System.getenv(name)).ifPresent(ours -> expected.putIfAbsent(name, ours));
    }

    BENCH.start(with(ProcessRun.of("env", "-0"), declared), streams).toTheEnd();

    assertThat(System.getenv()).as("there is something to leak").hasSizeGreaterThan(8);
    assertThat(streams.text(StreamName.STDOUT).split("\0"))
        .containsExactlyElementsOf(ChildEnvironment.entries(expected));
  }

  @Test
  void looksTheCommandUpInTheDeclaredPath() throws IOException {
    Files.copy(Path.of("/bin/echo"), directory.resolve("own-echo"));
    var run = with(ProcessRun.of("own-echo", "found"), Map.of("PATH", directory.toString()));

    var launched = BENCH.start(run, streams);
    launched.toTheEnd();

    assertThat(launched.facts(Launched.class).get(0).executable())
        .isEqualTo(directory + "/own-echo");
    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("found\n");
  }

  @Test
  void runsInTheDirectoryOfTheOrderOrElseOfTheSettings() {
    var elsewhere = new RecordedStreams();

    BENCH.start(in("/usr/bin", ProcessRun.of("pwd")), elsewhere).toTheEnd();
    BENCH.start(ProcessRun.of("pwd"), streams).toTheEnd();

    assertThat(elsewhere.text(StreamName.STDOUT)).isEqualTo("/usr/bin\n");
    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("/\n");
  }

  @Test
  void keepsStandardErrorApartUnlessTheOrderMergesIt() {
    var merged = new RecordedStreams();

    BENCH.start(shell("echo out; echo err >&2"), streams).toTheEnd();
    BENCH.start(mergingStderr(shell("echo out; echo err >&2")), merged).toTheEnd();

    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("out\n");
    assertThat(streams.text(StreamName.STDERR)).isEqualTo("err\n");
    assertThat(merged.text(StreamName.STDOUT)).isEqualTo("out\nerr\n");
    assertThat(merged.wasUsed(StreamName.STDERR)).isFalse();
  }

  @Test
  void feedsTheInputOfTheOrderAndNoInputMeansEndOfFile() {
    var none = new RecordedStreams();

    BENCH
        .start(reading(ProcessRun.of("cat"), Optional.of("given".getBytes(UTF_8))), streams)
        .toTheEnd();
    BENCH.start(ProcessRun.of("wc", "-c"), none).toTheEnd();

    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("given");
    assertThat(none.text(StreamName.STDOUT)).isEqualTo("0\n");
  }

  @Test
  void feedsOpenInputUntilItIsClosed() {
    streams.input(Source.range(1, 1000).map(i -> ByteString.fromString(i + "\n")));

    BENCH.start(reading(ProcessRun.of("wc", "-l"), Optional.empty()), streams).toTheEnd();

    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("1000\n");
  }

  @Test
  void endsWithTheCommandWhileInputIsStillOpen() {
    streams.input(Source.<ByteString>maybe().mapMaterializedValue(never -> NotUsed.getInstance()));

    var running = BENCH.start(reading(shell("exit 4"), Optional.empty()), streams);

    running.toTheEnd();
    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Code(4));
  }

  @Test
  void tellsTheEndOnlyAfterAllOutputIsStored() {
    var stored = new CompletableFuture<Done>();
    streams.stored(StreamName.STDERR, done -> done.thenCombine(stored, (a, b) -> a));
    var running = BENCH.start(shell("echo late >&2"), streams);
    running.launched();

    var end = CompletableFuture.supplyAsync(running::toTheEnd);
    await(streams.ending(StreamName.STDERR));
    BENCH.start(shell("exit 0"), new RecordedStreams()).toTheEnd(); // Another run overtakes it.
    assertThat(end).isNotDone();

    stored.complete(Done.getInstance());
    assertThat(await(end)).hasSize(3);
    assertThat(running.facts(Exited.class)).hasSize(1);
  }

  @Test
  void saysWhyACommandCouldNotBeLaunched() throws IOException {
    var plain = Files.createFile(directory.resolve("plain"));

    assertThat(failure(ProcessRun.of("no-such-command")).failure().code())
        .isEqualTo("command_not_found");
    assertThat(failure(ProcessRun.of(plain.toString())).failure().code())
        .isEqualTo("command_not_executable");
    assertThat(failure(in("/nowhere", ProcessRun.of("/bin/true"))).failure().code())
        .isEqualTo("cwd_unusable");
    var tooLarge = failure(ProcessRun.of("/bin/true", "x".repeat(1 << 20))).failure();
    assertThat(tooLarge.code()).isEqualTo("arguments_too_large");
    assertThat(tooLarge.failureClass()).isEqualTo(FailureClass.LAUNCH_FAILED);
  }

  @Test
  void runsNothingOnATargetThatItDoesNotHave() {
    var order =
        new LaneOrder<ProcessPayload>(
            ExecutionRef.derive("tenant", "request"),
            ProcessRun.OPERATION,
            ProcessRun.of("/bin/true"),
            "elsewhere");

    var failed = BENCH.lane.run(order, streams).runWith(Sink.ignore(), BENCH.system);

    assertThat(failed.toCompletableFuture())
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            LaneFailure.class,
            failure -> assertThat(failure.failure().code()).isEqualTo("target_missing"));
    assertThat(BENCH.lane.reclaim("elsewhere", List.of()).toCompletableFuture())
        .isCompletedWithValue(Optional.empty());
  }

  @Test
  void refusesAPayloadOrOperationThatIsNotItsOwn() {
    var payload = ProcessRun.CONTRACT.encodeObject(ProcessRun.of("true"));

    assertThat(BENCH.lane.accept("run", payload)).isEqualTo(ProcessRun.of("true"));
    assertThatThrownBy(() -> BENCH.lane.accept("call", payload))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("run or session");
    assertThatThrownBy(() -> BENCH.lane.accept("run", JsonObject.empty()))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("/command");
  }

  private LaneFailure failure(ProcessRun run) {
    var failed =
        catchThrowableOfType(
            LaneBench.Failed.class, () -> BENCH.start(run, new RecordedStreams()).toTheEnd());
    return (LaneFailure) failed.getCause();
  }
}
