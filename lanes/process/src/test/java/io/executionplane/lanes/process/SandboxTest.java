package io.executionplane.lanes.process;

import static io.executionplane.lanes.process.LaneBench.await;
import static io.executionplane.lanes.process.LaneBench.in;
import static io.executionplane.lanes.process.LaneBench.reading;
import static io.executionplane.lanes.process.LaneBench.shell;
import static io.executionplane.lanes.process.LaneBench.withGrace;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.executionplane.contracts.admission.ConstraintValue;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.Containment.Means;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {

  private static final Containment NOTHING_LEFT =
      new Containment(Means.PID_NAMESPACE, Optional.of(0));
  private static final List<RuntimeConstraint> WORKSPACE =
      List.of(
          new RuntimeConstraint(
              RuntimeConstraint.FILESYSTEM, new ConstraintValue.Word("workspace")));

  private static final LaneBench BENCH = new LaneBench();

  private final RecordedStreams streams = new RecordedStreams();

  @TempDir Path directory;

  @BeforeAll
  static void needsSandboxes() {
    try {
      target();
    } catch (LaneBench.Failed none) {
      Assumptions.abort("skipped, because " + none.getCause().getMessage());
    }
  }

  @AfterAll
  static void close() {
    BENCH.close();
  }

  private static TargetDescriptor target() {
    return await(BENCH.lane.verifiers().get(1).verify(Instant.EPOCH));
  }

  @Test
  void isAttestedByWhatALookInsideFinds() {
    var target = target();

    assertThat(target.attestedClasses()).containsExactly("linux-namespaces");
    assertThat(target.enforces()).containsExactlyInAnyOrder("filesystem", "network");
    assertThat(target.capabilities().orElseThrow().pty()).isFalse();
  }

  @Test
  void runsACommandThatSeesNoNetworkAndNoOtherProcess() {
    var run = shell("tail -n +3 /proc/net/dev | cut -d: -f1; ls /proc | grep -c '^[0-9]'");
    var running = BENCH.startSandboxed(run, List.of(), streams);

    var outcome = running.outcome();

    assertThat(outcome.succeeded()).isTrue();
    assertThat(outcome.containment()).isEqualTo(NOTHING_LEFT);
    assertThat(streams.text(StreamName.STDOUT).lines().map(String::strip).toList())
        .startsWith("lo")
        .last()
        .asString()
        .hasSize(1);
    var launched = running.facts(Launched.class).get(0);
    assertThat(launched.containment()).isEqualTo(Means.PID_NAMESPACE);
    assertThat(launched.executable()).isEqualTo("/bin/sh");
  }

  @Test
  void writesNothingOfTheMachineButAWorkspaceThatWasGiven() throws IOException {
    var script = shell("echo x > out; echo y > /tmp/private; echo done");
    var refused = BENCH.startSandboxed(in(directory.toString(), script), List.of(), streams);
    refused.toTheEnd();
    assertThat(directory.resolve("out")).doesNotExist();

    var given =
        BENCH.startSandboxed(in(directory.toString(), script), WORKSPACE, new RecordedStreams());
    given.toTheEnd();

    assertThat(Files.readString(directory.resolve("out"))).isEqualTo("x\n");
    assertThat(Path.of("/tmp/private")).doesNotExist();
  }

  @Test
  void refusesAWorkspaceThatWouldLieOverTheSandbox() {
    for (var path : List.of("/", "/tmp", "/proc", "/dev")) {
      var running =
          BENCH.startSandboxed(in(path, shell("exit 0")), WORKSPACE, new RecordedStreams());

      var failed = catchThrowableOfType(LaneBench.Failed.class, running::toTheEnd);

      assertThat(((LaneFailure) failed.getCause()).failure().code()).isEqualTo("not_contained");
    }
  }

  @Test
  void showsNothingOfWhatItHides() {
    var look = "ls -A \"$0\" | wc -l; (echo > \"$0/new\") 2> /dev/null || echo refused";
    var run = ProcessRun.of("/bin/sh", "-c", look, LaneBench.HIDDEN.toString());
    assertThat(LaneBench.HIDDEN).isNotEmptyDirectory();

    BENCH.startSandboxed(run, List.of(), streams).toTheEnd();

    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("0\nrefused\n");
  }

  @Test
  void hidesAlsoInsideAWorkspace() {
    var above = LaneBench.HIDDEN.getParent().toString();
    var run = in(above, ProcessRun.of("/bin/ls", "-A", LaneBench.HIDDEN.toString()));

    var running = BENCH.startSandboxed(run, WORKSPACE, streams);

    assertThat(running.outcome().succeeded()).isTrue();
    assertThat(streams.text(StreamName.STDOUT)).isEmpty();
  }

  @Test
  void refusesAWorkingDirectoryThatItHides() {
    var run = in(LaneBench.HIDDEN.toString(), shell("exit 0"));
    var running = BENCH.startSandboxed(run, List.of(), streams);

    var failed = catchThrowableOfType(LaneBench.Failed.class, running::toTheEnd);

    assertThat(((LaneFailure) failed.getCause()).failure().code()).isEqualTo("not_contained");
    assertThat(failed.getCause()).hasMessageEndingWith(" is hidden from sandboxes");
  }

  @Test
  void passesInputAndCodeOn() {
    var run = reading(shell("cat; exit 7"), Optional.of("hello".getBytes(UTF_8)));
    var running = BENCH.startSandboxed(run, List.of(), streams);

    running.toTheEnd();

    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("hello");
    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Code(7));
  }

  @Test
  void doesNotPretendToKnowASignalFromACode() {
    var killed = BENCH.startSandboxed(shell("kill -9 $$"), List.of(), streams);
    killed.toTheEnd();
    assertThat(killed.exited().exit()).isEqualTo(new ProcessExit.Status(137));

    var exited = BENCH.startSandboxed(shell("exit 137"), List.of(), new RecordedStreams());
    exited.toTheEnd();

    assertThat(exited.exited().exit()).isEqualTo(new ProcessExit.Status(137));
  }

  @Test
  void asksACommandToEndAndLetsItFinish() {
    var ready = streams.firstChunk(StreamName.STDOUT);
    var polite = "trap 'echo bye; exit 5' TERM; echo ready; while :; do sleep 0.01; done";
    var running = BENCH.startSandboxed(shell(polite), List.of(), streams);
    running.launched();
    await(ready);

    running.control().stop(StopCause.CANCEL);

    assertThat(running.outcome().stopped()).isTrue();
    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Code(5));
    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("ready\nbye\n");
  }

  @Test
  void letsNoSystemCallThroughThatNobodyNeedsInside() {
    Assumptions.assumeTrue(
        target().looks().contains("filter: 2"), "skipped, because libseccomp is not installed");
    var script =
        "unshare --user true 2> /dev/null && echo made || echo refused;"
            + " sed -n 's/^Seccomp:[^0-9]*//p' /proc/self/status; (echo forked)";

    BENCH.startSandboxed(shell(script), List.of(), streams).toTheEnd();

    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("refused\n2\nforked\n");
  }

  @Test
  void killsEverythingThatIgnoresTheRequest() {
    var ready = streams.firstChunk(StreamName.STDOUT);
    var deaf = "trap '' TERM; setsid sh -c 'sleep 300 &'; echo ready; while :; do sleep 1; done";
    var running = BENCH.startSandboxed(withGrace(50, shell(deaf)), List.of(), streams);
    running.launched();
    await(ready);

    running.control().stop(StopCause.TIMEOUT);

    assertThat(running.outcome().containment()).isEqualTo(NOTHING_LEFT);
    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Signal(9, "SIGKILL", false));
  }

  @Test
  void saysThatACommandNeverRan() throws IOException {
    var hidden = Files.writeString(directory.resolve("hidden"), "#!/bin/sh\n");
    assertThat(hidden.toFile().setExecutable(true)).isTrue();
    var running = BENCH.startSandboxed(ProcessRun.of(hidden.toString()), List.of(), streams);

    var failed = catchThrowableOfType(LaneBench.Failed.class, running::toTheEnd);

    assertThat(((LaneFailure) failed.getCause()).failure().code()).isEqualTo("sandbox_failed");
  }
}
