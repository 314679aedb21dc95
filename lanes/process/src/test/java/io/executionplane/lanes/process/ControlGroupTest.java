package io.executionplane.lanes.process;

import static io.executionplane.lanes.process.LaneBench.await;
import static io.executionplane.lanes.process.LaneBench.endsSoon;
import static io.executionplane.lanes.process.LaneBench.shell;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.Containment.Means;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.LaneUnavailableException;
import io.executionplane.lanes.spi.ReportedFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlGroupTest {

  private static final Containment NOTHING_LEFT = new Containment(Means.CGROUP, Optional.of(0));

  private final RecordedStreams streams = new RecordedStreams();

  @TempDir Path directory;

  private LaneBench bench;

  @BeforeEach
  void open() {
    bench = ControlGroups.bench();
  }

  @AfterEach
  void close() {
    if (bench != null) {
      bench.close();
    }
  }

  @Test
  void putsACommandInItsGroupBeforeItRuns() throws IOException {
    var running = bench.start(shell("cat /proc/self/cgroup"), streams);

    var outcome = running.outcome();

    var launched = running.facts(Launched.class).get(0);
    var group = Path.of(launched.cgroup().orElseThrow());
    assertThat(launched.containment()).isEqualTo(Means.CGROUP);
    assertThat(streams.text(StreamName.STDOUT))
        .containsPattern("0::.*/" + group.getParent().getFileName() + "/" + group.getFileName());
    assertThat(outcome.containment()).isEqualTo(NOTHING_LEFT);
    assertThat(group).doesNotExist();
  }

  @Test
  void killsADaemonThatLeftItsSessionAndItsParents() {
    var daemon = "setsid sh -c 'sleep 300 > /dev/null 2>&1 & echo $!'";
    var running = bench.start(shell(daemon), streams);

    var outcome = running.outcome();

    assertThat(running.exited().exit()).isEqualTo(new ProcessExit.Code(0));
    assertThat(outcome.containment()).isEqualTo(NOTHING_LEFT);
    assertThat(endsSoon(Long.parseLong(streams.text(StreamName.STDOUT).strip()))).isTrue();
  }

  @Test
  void countsTheProcessorTimeOfWhatNobodyWaitedFor() {
    var spinning = "timeout 0.3 sh -c 'while :; do :; done' &";
    var running = bench.start(shell("setsid sh -c \"" + spinning + "\"; sleep 0.5"), streams);

    running.toTheEnd();

    var usage = running.exited().usage().orElseThrow();
    assertThat(usage.treeCpuMicros().orElseThrow())
        .isGreaterThan(usage.userMicros() + usage.systemMicros());
  }

  @Test
  void leavesNoGroupOfACommandThatCouldNotBeStarted() throws IOException {
    var text = Files.writeString(directory.resolve("text"), "no program");
    assertThat(text.toFile().setExecutable(true)).isTrue();
    var node = nodeGroup();
    var running = bench.start(ProcessRun.of(text.toString()), streams);

    var failed = catchThrowableOfType(LaneBench.Failed.class, running::toTheEnd);

    assertThat(((LaneFailure) failed.getCause()).failure().code())
        .isEqualTo("command_not_executable");
    try (var groups = Files.list(node)) {
      assertThat(groups.filter(Files::isDirectory)).isEmpty();
    }
  }

  @Test
  void takesItsGroupAwayWhenItIsClosed() {
    var node = nodeGroup();
    assertThat(node).exists();

    bench.close();
    bench = null;

    assertThat(node).doesNotExist();
  }

  @Test
  void startsNothingWhereTheGroupThatItMustUseIsMissing() {
    var settings = LaneBench.settings(Duration.ofSeconds(20), "/sys/fs/cgroup/not/there");
    try (var refusing = new LaneBench(settings)) {
      var running = refusing.start(shell("exit 0"), streams);
      var verifying = refusing.lane.verifiers().get(0).verify(Instant.EPOCH);

      var failed = catchThrowableOfType(LaneBench.Failed.class, running::toTheEnd);
      var unavailable = catchThrowableOfType(LaneBench.Failed.class, () -> await(verifying));

      assertThat(((LaneFailure) failed.getCause()).failure().code()).isEqualTo("not_contained");
      assertThat(unavailable).hasCauseInstanceOf(LaneUnavailableException.class);
    }
  }

  @Test
  void leavesNothingBehindWhenItsJvmIsKilled() throws IOException, InterruptedException {
    var doomed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                DoomedNode.class.getName(),
                "trap '' TERM HUP; setsid sh -c 'sleep 300 > /dev/null 2>&1 &'; echo ready; wait;"
                    + " sleep 300",
                "auto")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var line = doomed.inputReader().lines().filter(each -> each.startsWith("{")).findFirst();
    var launched = Launched.CONTRACT.decode(line.orElseThrow().getBytes(UTF_8));
    var group = Path.of(launched.cgroup().orElseThrow());
    var left =
        Files.readAllLines(group.resolve("cgroup.procs")).stream().map(Long::parseLong).toList();
    assertThat(left).hasSizeGreaterThan(1);

    doomed.destroyForcibly().waitFor();

    assertThat(left).allSatisfy(pid -> assertThat(endsSoon(pid)).isTrue());
    var facts = List.of(new ReportedFact(launched.name(), launched.data()));
    var report = await(bench.lane.reclaim(LaneBench.TARGET, facts)).orElseThrow();
    assertThat(ReclaimReport.CONTRACT.decode(report.toNode()))
        .isEqualTo(new ReclaimReport(ReclaimReport.Leader.GONE, 0, 0));
    assertThat(group).doesNotExist();
  }

  /** The group of the bench's node, as one of its commands was told. */
  private Path nodeGroup() {
    var launched = bench.start(shell("exit 0"), new RecordedStreams());
    launched.toTheEnd();
    var group = launched.facts(Launched.class).get(0).cgroup().orElseThrow();
    return Path.of(group).getParent();
  }
}
