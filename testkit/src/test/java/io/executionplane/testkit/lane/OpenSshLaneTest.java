package io.executionplane.testkit.lane;

import static io.executionplane.testkit.lane.SshBench.WITHIN;
import static io.executionplane.testkit.lane.SshBench.exit;
import static io.executionplane.testkit.lane.SshBench.launched;
import static io.executionplane.testkit.lane.SshBench.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StderrMode;
import io.executionplane.contracts.lane.process.ProcessRun.StdinMode;
import io.executionplane.lanes.process.ReclaimReport;
import io.executionplane.lanes.spi.ControlAnswer;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.ReportedFact;
import io.executionplane.lanes.spi.Secret;
import io.executionplane.testkit.generate.Seeded;
import io.executionplane.testkit.os.MarkedProcesses;
import io.executionplane.testkit.ssh.OpenSshServer;
import io.executionplane.testkit.ssh.SshServerUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What commands do behind OpenSSH's server. */
class OpenSshLaneTest {

  /** Remote work dies with its connection within so long (P18). */
  private static final Duration GONE_WITHIN = Duration.ofSeconds(10);

  private static SshBench bench;

  private final MarkedProcesses processes = MarkedProcesses.fresh();

  @BeforeAll
  static void start(@TempDir Path directory) {
    bench = new SshBench(OpenSshServer.start(directory), Map.of());
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
      bench.server.close();
    }
  }

  @AfterEach
  void endWhatIsLeft() {
    processes.kill();
  }

  @Test
  void saysWhereItRuns() {
    var run = bench.start(ProcessRun.of("sleep", "0"), takingEverything());

    var launched = launched(run);
    run.outcome();

    assertThat(launched.address()).isEqualTo("127.0.0.1:" + bench.server.port());
    assertThat(launched.hostKey()).startsWith("SHA256:");
    assertThat(launched.user()).isEqualTo(System.getProperty("user.name"));
    assertThat(launched.executable()).endsWith("/sleep");
  }

  @Test
  void tellsADeathBySignalFromAnExitCode() {
    var killed = bench.start(shell("kill -KILL $$"), takingEverything()).outcome();
    var exited = bench.start(shell("exit 137"), takingEverything()).outcome();

    assertThat(exit(killed)).isEqualTo(new ProcessExit.Signal(9, "SIGKILL", false));
    assertThat(exit(exited)).isEqualTo(new ProcessExit.Code(137));
  }

  @Test
  void doesNotTakeASignalThatItCannotNameForAnExit() {
    var failure = bench.start(shell("kill -16 $$"), takingEverything()).failure();

    assertThat(failure).isInstanceOf(LaneFailure.class);
    assertThat(((LaneFailure) failure).failure().code()).isEqualTo("exit_unknown");
  }

  @Test
  void givesArgumentsAsTheyAre() {
    var random = Seeded.fresh();
    var arguments = new ArrayList<String>(List.of("", "-n", "--", "-", "\n", " a  b\t", "'", "\\"));
    arguments.addAll(List.of("$(id)", "`id`", "${HOME}", "!!", "*", "~", "\"", "a\n.\nb", "é😀"));
    arguments.addAll(random.listOf(40, () -> anyText(random)));
    var script = "for each in \"$@\"; do printf '%s\\0' \"$each\"; done";
    var words = new ArrayList<>(List.of("-c", script, "sh"));
    words.addAll(arguments);

    var said = bench.output(ProcessRun.of("/bin/sh", words.toArray(String[]::new)));

    assertThat(said).as("%s", random).isEqualTo(String.join("\0", arguments) + "\0");
  }

  /** Every character that is one byte but NUL, and some that are more. */
  private static String anyText(Seeded random) {
    var text = new StringBuilder();
    for (var one : random.bytes(0, 200)) {
      text.append((char) Math.max(1, one & 0xff));
    }
    return text.toString();
  }

  @Test
  void givesTheEnvironmentThatWasDeclaredAndAFewPlainNames() {
    var declared =
        new TreeMap<>(Map.of("PLAIN", "1", "LINES", "a\nb\n", "IFS", "x", "e", "é'\"$("));
    var run = with(shell("env -0"), declared);

    var names =
        List.of(bench.output(run).split("\0")).stream().map(each -> each.split("=", 2)[0]).toList();
    var lines = bench.output(with(shell("printf %s \"$LINES\""), declared));

    assertThat(names)
        .contains("PLAIN", "LINES", "IFS", "e", "HOME", "PATH")
        .isSubsetOf(
            "PLAIN", "LINES", "IFS", "e", "HOME", "LANG", "LOGNAME", "PATH", "SHELL", "TERM", "TZ",
            "USER", "PWD", "_", "SHLVL", "OLDPWD");
    assertThat(lines).isEqualTo("a\nb\n");
  }

  @Test
  void refusesAVariableThatNoShellTakes() {
    var run = with(ProcessRun.of("/bin/true"), Map.of("a-b", "1"));

    var failure = bench.start(run, takingEverything()).failure();

    assertThat(((LaneFailure) failure).failure().code()).isEqualTo("env_name_unusable");
  }

  /** From before the command runs until it has ended, whoever looks at the process list. */
  @Test
  void keepsTheEnvironmentOutOfTheProcessList() {
    var secret = "canary-" + processes.value();
    var handle = new CredentialHandle("credential-handle://test/secret");
    var run =
        new ProcessRun(
            "/bin/sh",
            List.of("-c", "ps -eww -o args; printf %s \"$SECRET\" | wc -c"),
            Optional.empty(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Map.of("SECRET", handle.text()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var watch = new ProcessListWatch(secret);
    var streams = takingEverything();

    try (watch) {
      bench.start(run, streams, Map.of(handle, Secret.of(secret))).outcome();
    }

    var said = streams.recording(StreamName.STDOUT).bytes().utf8String();
    assertThat(said).doesNotContain(secret).endsWith(secret.length() + "\n");
    assertThat(watch.looks()).isPositive();
    assertThat(watch.sightings()).isEmpty();
  }

  @Test
  void carriesEveryByteBothWays() {
    var random = Seeded.fresh();
    var pieces = random.listOf(400, () -> ByteString.fromArray(random.bytes(0, 40_000)));
    var streams = takingEverything().withInput(StreamName.STDIN, Source.from(pieces));

    bench.start(open("cat"), streams).outcome();

    assertThat(streams.recording(StreamName.STDOUT).bytes())
        .as("%s", random)
        .isEqualTo(pieces.stream().reduce(ByteString.emptyByteString(), ByteString::concat));
  }

  @Test
  void mergesErrorsIntoOutputWhereAsked() {
    var run = shell("echo one; echo two >&2; echo three");
    var merged =
        new ProcessRun(
            run.command(),
            run.argv(),
            Optional.empty(),
            Map.of(),
            Optional.of(StdinMode.BYTES),
            Optional.of(Bytes.copyOf(new byte[0])),
            Optional.of(StderrMode.STDOUT),
            Optional.empty());

    assertThat(bench.output(merged)).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void endsTheWholeTreeWhenTheConnectionIsCut() {
    var tree = "(trap '' TERM HUP; sleep 600) & nohup sleep 600 >/dev/null 2>&1 & echo; wait";
    var streams = takingEverything();
    var run = bench.start(with(shell(tree), mark()), streams);
    launched(run);
    watching().until("the tree", () -> processes.alive().size() >= 3);

    bench.server.cutConnections();

    var failure = ((LaneFailure) run.failure()).failure();
    assertThat(failure.failureClass()).isEqualTo(FailureClass.REMOTE_DISCONNECT);
    assertThat(failure.code()).isEqualTo("connection_lost");
    assertThat(run.facts()).noneMatch(fact -> fact.name().equals("process.exited"));
    new Watching(GONE_WITHIN, WITHIN).until("no process", () -> processes.alive().isEmpty());
  }

  @Test
  void tellsABrokenConnectionToAllItsCommands() {
    var first = bench.start(with(shell("sleep 600"), mark()), takingEverything());
    var second = bench.start(with(shell("sleep 600"), mark()), takingEverything());
    launched(first);
    launched(second);

    bench.server.cutConnections();

    assertThat(List.of(first.failure(), second.failure()))
        .allSatisfy(failure -> assertThat(failure).isInstanceOf(LaneFailure.class));
    new Watching(GONE_WITHIN, WITHIN).until("no process", () -> processes.alive().isEmpty());
    assertThat(bench.output(ProcessRun.of("echo", "again"))).isEqualTo("again\n");
  }

  /** The server is there and says nothing, as behind a network that drops everything. */
  @Test
  void endsTheTreeAndSaysSoWhenTheConnectionFallsSilent() {
    var run = bench.start(with(shell("sleep 600"), mark()), takingEverything());
    launched(run);

    try (var silence = bench.server.silence()) {
      assertThat(((LaneFailure) run.failure()).failure().code()).isEqualTo("connection_lost");
      new Watching(GONE_WITHIN, WITHIN).until("no process", () -> processes.alive().isEmpty());
      assertThat(silence).isNotNull();
    }
  }

  @Test
  void givesATerminalOfTheSizeAndMakesItAnother() {
    var streams = takingEverything();
    var script = "trap 'stty size' WINCH; echo $TERM; stty size; while :; do sleep 0.1; done";
    var run = bench.start(inTerminal(shell(script)), streams);
    watching().until("the size", () -> said(streams, StreamName.PTY).contains("24 80"));

    assertThat(run.control().control(new EffectControl.Resize(100, 40)).toCompletableFuture())
        .succeedsWithin(WITHIN)
        .isEqualTo(ControlAnswer.DONE);

    watching().until("another", () -> said(streams, StreamName.PTY).contains("40 100"));
    assertThat(said(streams, StreamName.PTY)).startsWith("vt100\r\n24 80\r\n");
    run.control().stop(StopCause.CANCEL);
    assertThat(run.outcome().stopped()).isTrue();
  }

  @Test
  void interruptsThroughTheTerminalAndBySignal() {
    var typed = bench.start(inTerminal(shell("exec sleep 600")), takingEverything());
    var signalled = bench.start(shell("exec sleep 600"), takingEverything());
    launched(typed);
    launched(signalled);

    typed.control().control(new EffectControl.Interrupt());
    signalled.control().control(new EffectControl.Interrupt());

    assertThat(exit(typed.outcome())).isEqualTo(new ProcessExit.Signal(2, "SIGINT", false));
    assertThat(exit(signalled.outcome())).isEqualTo(new ProcessExit.Signal(2, "SIGINT", false));
  }

  @Test
  void reclaimsWhatAKeeperCouldNotEnd() {
    var run = bench.start(with(shell("sleep 600 & sleep 600"), mark()), takingEverything());
    launched(run);
    watching().until("the tree", () -> processes.alive().size() == 3);
    var facts = run.facts().stream().map(each -> new ReportedFact(each.name(), each.data()));

    var found = bench.lane.reclaim(SshServerUnderTest.TARGET, facts.toList()).toCompletableFuture();

    assertThat(found).succeedsWithin(WITHIN);
    assertThat(ReclaimReport.CONTRACT.decode(found.join().orElseThrow().toNode()))
        .isEqualTo(new ReclaimReport(ReclaimReport.Leader.KILLED, 2, 0));
    assertThat(processes.alive()).isEmpty();
  }

  @Test
  void findsNothingOfACommandThatHasEnded() {
    var run = bench.start(shell("exit 0"), takingEverything());
    run.outcome();
    var facts = run.facts().stream().map(each -> new ReportedFact(each.name(), each.data()));

    var found = bench.lane.reclaim(SshServerUnderTest.TARGET, facts.toList()).toCompletableFuture();

    assertThat(found).succeedsWithin(WITHIN);
    assertThat(ReclaimReport.CONTRACT.decode(found.join().orElseThrow().toNode()))
        .isEqualTo(new ReclaimReport(ReclaimReport.Leader.GONE, 0, 0));
  }

  private static RecordedStreams takingEverything() {
    return RecordedStreams.takingEverything();
  }

  private static String said(RecordedStreams streams, StreamName stream) {
    return streams.streams().contains(stream) ? streams.recording(stream).bytes().utf8String() : "";
  }

  private static ProcessRun inTerminal(ProcessRun run) {
    OpenSshServer.requireTerminals();
    return new ProcessRun(
        run.command(),
        run.argv(),
        run.cwd(),
        run.env(),
        run.stdin(),
        run.stdinBytes(),
        run.stderr(),
        run.graceMs(),
        run.envHandles(),
        run.user(),
        Optional.of(new ProcessPty(80, 24, Optional.of("vt100"))),
        run.interrupt(),
        run.shutdown());
  }

  private Map<String, String> mark() {
    return Map.of(processes.name(), processes.value());
  }

  private static Watching watching() {
    return new Watching(WITHIN, WITHIN);
  }

  private static ProcessRun with(ProcessRun run, Map<String, String> environment) {
    return new ProcessRun(
        run.command(),
        run.argv(),
        Optional.empty(),
        environment,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static ProcessRun open(String command) {
    return new ProcessRun(
        command,
        List.of(),
        Optional.empty(),
        Map.of(),
        Optional.of(StdinMode.OPEN),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }
}
