package io.executionplane.lanes.process;

import static io.executionplane.lanes.process.LaneBench.await;
import static io.executionplane.lanes.process.LaneBench.shell;
import static io.executionplane.lanes.process.LaneBench.withGrace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.KillSwitches;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
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

  /** Goes on whatever it is asked. */
  private static final String STAY = "; trap '' TERM; while :; do sleep 1; done";

  /** How a command comes to its end. */
  private enum End {
    EXIT,
    TIMEOUT,
    CANCEL,
    STREAM_CANCELLED,
    STORE_FAILED
  }

  private final String mark = "EP_TORTURE=" + UUID.randomUUID();
  private LaneBench bench;

  /** A test that fails must not leave its trees to the machine. */
  @AfterEach
  void close() {
    DoomedTrees.alive(mark).stream()
        .flatMap(pid -> ProcessHandle.of(pid).stream())
        .forEach(ProcessHandle::destroyForcibly);
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
    needsSandbox();

    torture(LaneBench.SANDBOX, tree, end);
  }

  @Test
  void leavesNothingInControlGroupsWhenItsJvmIsKilled() throws Exception {
    bench = ControlGroups.bench();

    killJvm(LaneBench.TARGET);
  }

  @Test
  void leavesNothingInSandboxesWhenItsJvmIsKilled() throws Exception {
    needsSandbox();

    killJvm(LaneBench.SANDBOX);
  }

  private void needsSandbox() {
    bench = new LaneBench();
    try {
      await(bench.lane.verifiers().get(1).verify(Instant.EPOCH));
    } catch (LaneBench.Failed none) {
      Assumptions.abort("skipped, because " + none.getCause().getMessage());
    }
  }

  /** All trees in one JVM; they know nothing of each other. */
  private void killJvm(String target) throws Exception {
    var scripts = TREES.stream().map(tree -> tree + "\necho ready" + STAY).toList();
    var doomed = DoomedTrees.start(target, mark, scripts);
    var grown = doomed.inputReader().lines().filter("grown"::equals).findFirst();
    assertThat(grown).isPresent();
    var alive = DoomedTrees.alive(mark);
    assertThat(alive).hasSizeGreaterThan(200);

    doomed.destroyForcibly().waitFor();

    assertThat(alive).allMatch(LaneBench::endsSoon);
    assertThat(DoomedTrees.alive(mark)).isEmpty();
  }

  private void torture(String target, String tree, End end) {
    var streams = new RecordedStreams();
    var ready = new CompletableFuture<String>();
    var store = KillSwitches.shared("store");
    streams.through(StreamName.STDOUT, telling(ready).via(store.flow()));
    var rest = end == End.EXIT ? "; exit 0" : STAY;
    var running = bench.startAt(target, marked(tree + "\necho ready" + rest), streams);
    running.launched();
    await(ready);

    switch (end) {
      case EXIT -> {}
      case TIMEOUT -> running.control().stop(StopCause.TIMEOUT);
      case CANCEL -> running.control().stop(StopCause.CANCEL);
      case STREAM_CANCELLED -> running.cancel();
      case STORE_FAILED -> store.abort(new IllegalStateException("no room"));
    }

    switch (end) {
      case STREAM_CANCELLED -> {
        await(streams.ending(StreamName.STDOUT));
        bench.close(); // Waits for the cleaning up.
        bench = null;
      }
      case STORE_FAILED ->
          assertThat(catchThrowableOfType(LaneBench.Failed.class, running::outcome)).isNotNull();
      default -> assertThat(running.outcome().containment().survivors()).contains(0);
    }
    assertThat(DoomedTrees.alive(mark)).isEmpty();
  }

  private static Flow<ByteString, ByteString, NotUsed> telling(CompletableFuture<String> ready) {
    return Flow.<ByteString>create()
        .map(
            chunk -> {
              ready.complete(chunk.utf8String());
              return chunk;
            });
  }

  private ProcessRun marked(String script) {
    var parts = mark.split("=", 2);
    return withGrace(50, LaneBench.with(shell(script), Map.of(parts[0], parts[1])));
  }
}
