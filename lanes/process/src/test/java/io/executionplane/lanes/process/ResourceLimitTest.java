package io.executionplane.lanes.process;

import static io.executionplane.lanes.process.LaneBench.await;
import static io.executionplane.lanes.process.LaneBench.shell;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact.LimitReached;
import io.executionplane.contracts.lane.process.ProcessLimit;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.lanes.process.LaneBench.Running;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Limits that are kept by control groups, at each target of this machine. */
class ResourceLimitTest {

  private static final ProcessExit KILLED = new ProcessExit.Signal(9, "SIGKILL", false);

  private static LaneBench bench;

  private final RecordedStreams streams = new RecordedStreams();

  @BeforeAll
  static void open() {
    bench = ControlGroups.bench();
  }

  @AfterAll
  static void close() {
    if (bench != null) {
      bench.close();
    }
  }

  /** Those that there are here. */
  static Stream<String> targets() {
    return bench.lane.verifiers().stream()
        .map(verifier -> verifier.verify(Instant.EPOCH).toCompletableFuture())
        .filter(descriptor -> !descriptor.handle((known, failed) -> failed != null).join())
        .map(descriptor -> descriptor.join().targetId());
  }

  @ParameterizedTest
  @MethodSource("targets")
  void killsWhatUsesUpItsProcessorTime(String target) {
    var running =
        start(target, "while :; do :; done & wait", RuntimeConstraint.CPU_TIME_MS_MAX, 200);

    running.toTheEnd();

    assertThat(running.facts(LimitReached.class))
        .containsExactly(new LimitReached(ProcessLimit.CPU_TIME));
    assertThat(running.exited().exit()).isEqualTo(KILLED);
    assertThat(running.exited().usage().orElseThrow().treeCpuMicros().orElseThrow())
        .isGreaterThanOrEqualTo(200_000);
  }

  @ParameterizedTest
  @MethodSource("targets")
  void killsAllOfWhatWantsMoreMemoryThanItMayHave(String target) {
    var taking = "head -c 200000000 /dev/zero | tail; echo not reached";
    var running = start(target, taking, RuntimeConstraint.MEMORY_BYTES_MAX, 32L << 20);

    running.toTheEnd();

    assertThat(running.facts(LimitReached.class))
        .containsExactly(new LimitReached(ProcessLimit.MEMORY));
    assertThat(running.exited().exit()).isEqualTo(KILLED);
    assertThat(running.exited().usage().orElseThrow().memoryPeakBytes().orElseThrow())
        .isLessThanOrEqualTo(32L << 20);
    assertThat(streams.text(StreamName.STDOUT)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void refusesOneProcessMoreThanThereMayBeAndLetsTheOthersBe(String target) {
    var starting = "sleep 300 & sleep 300 & (echo a fourth) 2> /dev/null; kill 0";
    var running = start(target, starting, RuntimeConstraint.PROCESSES_MAX, 3);

    running.toTheEnd();

    assertThat(running.facts(LimitReached.class))
        .containsExactly(new LimitReached(ProcessLimit.PROCESSES));
    assertThat(streams.text(StreamName.STDOUT)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void saysNothingOfLimitsThatWereNotReached(String target) {
    var running =
        bench.startAt(
            target,
            shell("echo fine"),
            Stream.of(
                    RuntimeConstraint.CPU_TIME_MS_MAX,
                    RuntimeConstraint.MEMORY_BYTES_MAX,
                    RuntimeConstraint.PROCESSES_MAX)
                .filter(limit -> descriptor(target).enforces().contains(limit))
                .map(limit -> new RuntimeConstraint(limit, 100_000_000))
                .toList(),
            streams);

    running.toTheEnd();

    assertThat(running.facts(LimitReached.class)).isEmpty();
    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("fine\n");
  }

  @Test
  void claimsNoLimitThatCannotBeSet() {
    var off = LaneBench.settings(ControlGroups.PATIENT, "off");
    try (var ungrouped = new LaneBench(off)) {
      var target = await(ungrouped.lane.verifiers().get(0).verify(Instant.EPOCH));

      assertThat(target.enforces()).isEmpty();
    }
  }

  private Running start(String target, String script, String limit, long max) {
    Assumptions.assumeTrue(
        descriptor(target).enforces().contains(limit),
        "skipped, because control groups cannot keep to " + limit + " here");
    return bench.startAt(
        target, shell(script), List.of(new RuntimeConstraint(limit, max)), streams);
  }

  private static TargetDescriptor descriptor(String target) {
    return bench.lane.verifiers().stream()
        .filter(verifier -> verifier.targetId().equals(target))
        .map(verifier -> await(verifier.verify(Instant.EPOCH)))
        .findFirst()
        .orElseThrow();
  }
}
