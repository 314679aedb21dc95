package io.executionplane.testkit.lane;

import static io.executionplane.testkit.lane.GuestBench.WITHIN;
import static io.executionplane.testkit.lane.GuestBench.exit;
import static io.executionplane.testkit.lane.GuestBench.launched;
import static io.executionplane.testkit.lane.GuestBench.shell;
import static io.executionplane.testkit.lane.GuestBench.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.lanes.process.ReclaimReport;
import io.executionplane.lanes.spi.ControlAnswer;
import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.ReportedFact;
import io.executionplane.lanes.spi.Secret;
import io.executionplane.testkit.guest.AgentFiles;
import io.executionplane.testkit.guest.CuttingProxy;
import io.executionplane.testkit.guest.GuestUnderTest;
import io.executionplane.testkit.guest.GuestUnderTest.Door;
import io.executionplane.testkit.os.MarkedProcesses;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What commands do in a guest, and what becomes of them when it cannot be reached. */
@Timeout(120)
class GuestLaneTest {

  /** Remote work dies with its connection within so long (P18). */
  private static final Duration GONE_WITHIN = Duration.ofSeconds(10);

  @TempDir private static Path directory;
  private static GuestUnderTest guest;
  private static GuestBench bench;

  private final MarkedProcesses processes = MarkedProcesses.fresh();

  @BeforeAll
  static void start() {
    guest = GuestUnderTest.start(Door.UNIX_SOCKET, directory);
    bench = new GuestBench(guest.config(Map.of()));
  }

  @AfterAll
  static void stop() {
    bench.close();
    guest.close();
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

    assertThat(launched.address()).isEqualTo("unix:" + guest.endpoint().get("path"));
    assertThat(launched.bridgeSessionRef()).startsWith("guest-session/");
    assertThat(launched.guestKey().orElseThrow()).startsWith("SHA256:");
    assertThat(launched.process().orElseThrow().executable()).endsWith("/sleep");
  }

  @Test
  void tellsADeathBySignalFromAnExitCode() {
    var killed = bench.start(shell("kill -KILL $$"), takingEverything()).outcome();
    var unnamed = bench.start(shell("kill -16 $$"), takingEverything()).outcome();
    var exited = bench.start(shell("exit 137"), takingEverything()).outcome();

    assertThat(exit(killed)).isEqualTo(new ProcessExit.Signal(9, "SIGKILL", false));
    assertThat(exit(unnamed)).isEqualTo(new ProcessExit.Signal(16, "SIGSTKFLT", false));
    assertThat(exit(exited)).isEqualTo(new ProcessExit.Code(137));
  }

  /** Credentials go through the bridge and nowhere else. */
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
    var streams = takingEverything();

    var observed = bench.start(run, streams, Map.of(handle, Secret.of(secret)));
    observed.outcome();

    var said = streams.recording(StreamName.STDOUT).bytes().utf8String();
    assertThat(said).doesNotContain(secret).endsWith(secret.length() + "\n");
    assertThat(observed.facts()).noneMatch(fact -> fact.data().canonical().contains(secret));
  }

  @Test
  void givesATerminalOfTheSizeAndMakesItAnother() {
    var streams = takingEverything();
    var script = "trap 'stty size' WINCH; stty size; while :; do sleep 0.1; done";
    var run = bench.start(inTerminal(shell(script)), streams);
    watching().until("the size", () -> said(streams, StreamName.PTY).contains("24 80"));

    assertThat(run.control().control(new EffectControl.Resize(100, 40)).toCompletableFuture())
        .succeedsWithin(WITHIN)
        .isEqualTo(ControlAnswer.DONE);

    watching().until("another", () -> said(streams, StreamName.PTY).contains("40 100"));
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

  /** A command that reads no more does not hold up who gives it input. */
  @Test
  void noticesThatACommandClosesItsInput() {
    var streams = takingEverything().withInput(StreamName.STDIN, Source.never());
    var run = reading(shell("exec <&-; echo closed; exec sleep 600"), mark());
    var observed = bench.start(run, streams);
    watching().until("its word", () -> said(streams, StreamName.STDOUT).contains("closed"));

    observed.control().stop(StopCause.CANCEL);

    assertThat(observed.outcome().stopped()).isTrue();
  }

  // --- Connections that break

  @Test
  void goesOnAfterAConnectionWasCutAsIfNothingHadHappened() {
    try (var proxy = proxy();
        var cut = new GuestBench(through(proxy, Map.of()))) {
      var streams = takingEverything();
      var run =
          cut.start(reading(shell("echo one; read x; echo $x; exit 7"), mark()), input(streams));
      watching().until("the first word", () -> said(streams, StreamName.STDOUT).equals("one\n"));

      proxy.cutNow();
      typed.complete(ByteString.fromString("two\n"));

      assertThat(exit(run.outcome())).isEqualTo(new ProcessExit.Code(7));
      assertThat(said(streams, StreamName.STDOUT)).isEqualTo("one\ntwo\n");
      assertThat(proxy.cuts()).isEqualTo(1);
    }
  }

  @Test
  void endsTheWholeTreeWhenTheConnectionCannotBeMadeAgain() {
    var tree = "(trap '' TERM HUP; sleep 600) & nohup sleep 600 >/dev/null 2>&1 & echo; wait";
    try (var proxy = proxy();
        var cut = new GuestBench(through(proxy, Map.of()))) {
      var run = cut.start(with(shell(tree), mark()), takingEverything());
      launched(run);
      watching().until("the tree", () -> processes.alive().size() >= 3);

      proxy.cutForGood();

      new Watching(GONE_WITHIN, WITHIN).until("no process", () -> processes.alive().isEmpty());
      assertLost(run);
    }
  }

  /** Both ends are there and neither hears of the other. */
  @Test
  void endsTheTreeAndSaysSoWhenTheConnectionFallsSilent() {
    try (var proxy = proxy();
        var cut = new GuestBench(through(proxy, Map.of()))) {
      var run = cut.start(with(shell("sleep 600 & sleep 600"), mark()), takingEverything());
      launched(run);
      watching().until("the tree", () -> processes.alive().size() >= 3);

      proxy.fallSilent();

      new Watching(GONE_WITHIN, WITHIN).until("no process", () -> processes.alive().isEmpty());
      assertLost(run);
    }
  }

  private static void assertLost(ObservedRun run) {
    var failure = ((LaneFailure) run.failure()).failure();
    assertThat(failure.failureClass()).isEqualTo(FailureClass.REMOTE_DISCONNECT);
    assertThat(failure.code()).isEqualTo("connection_lost");
    assertThat(run.facts()).noneMatch(fact -> fact.name().equals("process.exited"));
  }

  @Test
  void resumesNothingWhereThatIsNotWanted() {
    try (var proxy = proxy();
        var cut = new GuestBench(through(proxy, Map.of("resume-within", "0s")))) {
      var run = cut.start(with(shell("exec sleep 600"), mark()), takingEverything());
      launched(run);

      proxy.cutNow();

      assertLost(run);
      watching().until("no process", () -> processes.alive().isEmpty());
    }
  }

  // --- Who the guest is

  @Test
  void attestsAGuestThatSignsWithItsKey() {
    var descriptor = bench.verifier().verify(Instant.now()).toCompletableFuture();

    assertThat(descriptor).succeedsWithin(WITHIN);
    assertThat(descriptor.join().attestedClasses())
        .containsExactly(AttestationClass.GUEST_ATTESTED);
    assertThat(descriptor.join().signature()).isPresent();
    assertThat(descriptor.join().capabilities().orElseThrow().user()).isFalse();
    var again = bench.verifier().verify(Instant.now()).toCompletableFuture();
    assertThat(again).succeedsWithin(WITHIN);
    assertThat(again.join().measurement()).isEqualTo(descriptor.join().measurement());
    assertThat(again.join().signature()).isNotEqualTo(descriptor.join().signature());
  }

  @Test
  void attestsNothingWhereNoKeyIsPinned() {
    try (var keyless = new GuestBench(guest.config(Map.of("public-key", "")))) {
      var descriptor = keyless.verifier().verify(Instant.now()).toCompletableFuture();

      assertThat(descriptor).succeedsWithin(WITHIN);
      assertThat(descriptor.join().attestedClasses()).isEmpty();
      assertThat(descriptor.join().signature()).isEmpty();
    }
  }

  @Test
  void worksWithNobodyWhoHasAnotherKey(@TempDir Path elsewhere) {
    var other = AgentFiles.in(elsewhere).publicKey();
    try (var mistaken = new GuestBench(guest.config(Map.of("public-key", other)))) {
      assertThat(mistaken.verifier().verify(Instant.now()).toCompletableFuture())
          .failsWithin(WITHIN)
          .withThrowableThat()
          .withMessageContaining("did not sign with the pinned key");
      assertThat(mistaken.refusal(ProcessRun.of("true"))).isEqualTo("signature_refused");
    }
  }

  @Test
  void worksWithNobodyWhoHasAnotherCertificate(@TempDir Path elsewhere) {
    try (var tls = GuestUnderTest.start(Door.TLS, elsewhere)) {
      var endpoint = new HashMap<>(tls.endpoint());
      endpoint.put("certificate-sha256", "0".repeat(64));
      try (var mistaken = new GuestBench(GuestUnderTest.config(tls.files(), endpoint, Map.of()))) {
        assertThat(mistaken.refusal(ProcessRun.of("true"))).isEqualTo("target_unreachable");
      }
    }
  }

  @Test
  void saysThatItsTokenWasRefused(@TempDir Path elsewhere) {
    var stranger = AgentFiles.in(elsewhere).token().toString();
    try (var unwelcome = new GuestBench(guest.config(Map.of("token-file", stranger)))) {
      assertThat(unwelcome.refusal(ProcessRun.of("true"))).isEqualTo("attach_refused");
    }
  }

  // --- What an earlier node left

  @Test
  void reclaimsWhatItsNodeLeft() {
    var run = bench.start(with(shell("sleep 600 & sleep 600"), mark()), takingEverything());
    launched(run);
    watching().until("the tree", () -> processes.alive().size() == 3);
    var facts = run.facts().stream().map(each -> new ReportedFact(each.name(), each.data()));

    var found = bench.lane.reclaim(GuestUnderTest.TARGET, facts.toList()).toCompletableFuture();

    assertThat(found).succeedsWithin(WITHIN);
    assertThat(ReclaimReport.CONTRACT.decode(found.join().orElseThrow().toNode()))
        .isEqualTo(new ReclaimReport(ReclaimReport.Leader.KILLED, 2, 0));
    watching().until("no process", () -> processes.alive().isEmpty());
  }

  // --- The words of the tests above

  private final CompletableFuture<ByteString> typed = new CompletableFuture<>();

  private RecordedStreams input(RecordedStreams streams) {
    return streams.withInput(StreamName.STDIN, Source.completionStage(typed));
  }

  private static ProcessRun reading(ProcessRun run, Map<String, String> environment) {
    return new ProcessRun(
        run.command(),
        run.argv(),
        Optional.empty(),
        environment,
        Optional.of(ProcessRun.StdinMode.OPEN),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private final Path proxySocket =
      directory.resolve("p" + UUID.randomUUID().toString().substring(0, 8));

  private CuttingProxy proxy() {
    return CuttingProxy.before(Path.of((String) guest.endpoint().get("path")), proxySocket);
  }

  private Config through(CuttingProxy proxy, Map<String, Object> more) {
    assertThat(proxy.cuts()).isZero();
    var endpoint = Map.<String, Object>of("kind", "unix_socket", "path", proxySocket.toString());
    return GuestUnderTest.config(guest.files(), endpoint, more);
  }

  private static RecordedStreams takingEverything() {
    return RecordedStreams.takingEverything();
  }

  private static String said(RecordedStreams streams, StreamName stream) {
    return streams.streams().contains(stream) ? streams.recording(stream).bytes().utf8String() : "";
  }

  private static ProcessRun inTerminal(ProcessRun run) {
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
}
