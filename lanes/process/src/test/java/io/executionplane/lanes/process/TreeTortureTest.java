package io.executionplane.lanes.process;

import static io.executionplane.lanes.process.LaneBench.await;
import static io.executionplane.lanes.process.LaneBench.shell;
import static io.executionplane.lanes.process.LaneBench.withGrace;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a command starts, and however it ends: where the kernel counts, nothing is left. */
class TreeTortureTest {

  /** Each leaves processes that carry the mark in their environment. */
  private static final List<String> TREES =
      List.of(
          "sleep 300 &",
          "setsid sleep 300 &",
          "setsid sh -c 'sleep 300 > /dev/null 2>&1 &'",
          "nohup sleep 300 > /dev/null 2>&1 &",
          "(trap '' TERM HUP; while :; do sleep 1; done) &",
          "i=0; while [ $i -lt 200 ]; do sleep 300 & i=$((i+1)); done",
          "setsid sh -c 'exec sleep 300' &");

  /** How a command comes to its end. */
  private enum End {
    EXIT,
    TIMEOUT,
    CANCEL,
    STREAM_CANCELLED
  }

  private final String mark = "EP_TORTURE=" + UUID.randomUUID();
  private LaneBench bench;

  @AfterEach
  void close() {
    if (bench != null) {
      bench.close();
    }
  }

  static Stream<Arguments> all() {
    return TREES.stream().flatMap(tree -> Stream.of(End.values()).map(end -> arguments(tree, end)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void leavesNothingWhereAControlGroupHoldsIt(String tree, End end) {
    bench = ControlGroups.bench();

    torture(LaneBench.TARGET, tree, end);
  }

  @ParameterizedTest
  @MethodSource("all")
  void leavesNothingOfASandbox(String tree, End end) {
    bench = new LaneBench();
    try {
      await(bench.lane.verifiers().get(1).verify(Instant.EPOCH));
    } catch (LaneBench.Failed none) {
      Assumptions.abort("skipped, because " + none.getCause().getMessage());
    }

    torture(LaneBench.SANDBOX, tree, end);
  }

  private void torture(String target, String tree, End end) {
    var streams = new RecordedStreams();
    var ready = streams.firstChunk(StreamName.STDOUT);
    var rest = end == End.EXIT ? "; exit 0" : "; trap '' TERM; while :; do sleep 1; done";
    var running = bench.startAt(target, marked(tree + "\necho ready" + rest), streams);
    running.launched();
    await(ready);

    switch (end) {
      case EXIT -> {}
      case TIMEOUT -> running.control().stop(StopCause.TIMEOUT);
      case CANCEL -> running.control().stop(StopCause.CANCEL);
      case STREAM_CANCELLED -> running.cancel();
    }

    if (end == End.STREAM_CANCELLED) {
      await(streams.ending(StreamName.STDOUT));
      bench.close(); // Waits for the cleaning up.
      bench = null;
    } else {
      assertThat(running.outcome().containment().survivors()).contains(0);
    }
    assertThat(alive()).isEmpty();
  }

  private ProcessRun marked(String script) {
    var parts = mark.split("=", 2);
    return withGrace(50, LaneBench.with(shell(script), Map.of(parts[0], parts[1])));
  }

  /** Every process of the machine that carries the mark, ended ones excepted. */
  private List<Long> alive() {
    return ProcessHandle.allProcesses().map(ProcessHandle::pid).filter(this::isMarked).toList();
  }

  private boolean isMarked(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "environ"), ISO_8859_1)
          .contains(mark);
    } catch (IOException gone) {
      return false;
    }
  }
}
