package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.EvidenceEvent;
import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.SignalName;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.lanes.spi.EffectControl.Interrupt;
import io.executionplane.lanes.spi.EffectControl.Resize;
import io.executionplane.lanes.spi.EffectControl.Signal;
import io.executionplane.node.control.ControlRefusal;
import io.executionplane.node.control.ControlReply;
import io.executionplane.node.control.ControlReply.Done;
import io.executionplane.node.control.ControlReply.Refused;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done to a running command through the node, and what the record says of it. */
class SteeringTest {

  @TempDir private static Path directory;

  private static TestPlane plane;
  private static Commands commands;

  @BeforeAll
  static void start() {
    plane = TestPlane.in(directory.resolve("data"));
    commands = Commands.in(directory);
  }

  @AfterEach
  void endWhatTheTestLeft() {
    commands.mark().kill();
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @Test
  void resizesAndInterruptsWhatRunsInATerminalAndRecordsBoth() {
    var script =
        "trap 'stty size' WINCH; trap 'exit 5' INT; echo ready; while :; do sleep 0.01; done";
    var ref = begun(inTerminal(commands.shell(script)), StreamName.PTY);

    assertThat(steered(ref, new Resize(100, 50))).isEqualTo(new Done());
    awaitText(ref, StreamName.PTY, "50 100");
    assertThat(steered(ref, new Interrupt())).isEqualTo(new Done());

    assertThat(plane.result(ref).status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(facts(ref))
        .containsSubsequence(
            "process.launched",
            "process.resized {\"cols\":100,\"output_offset\":7,\"rows\":50}",
            "process.interrupted {\"bytes\":\"Aw==\"}");
    assertThat(plane.text(ref, StreamName.PTY)).isEqualTo("ready\r\n50 100\r\n^C");
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void refusesWhatCannotBeDoneAndSaysWhy() {
    var ref = begun(commands.shell("echo ready; exec sleep 600"), StreamName.STDOUT);
    var unknown = ExecutionRef.derive("default", "nobody asked for this");

    assertThat(steered(ref, new Resize(100, 50)))
        .isEqualTo(new Refused(ControlRefusal.CONTROL_UNSUPPORTED));
    assertThat(steered(unknown, new Interrupt()))
        .isEqualTo(new Refused(ControlRefusal.EXECUTION_UNKNOWN));

    assertThat(steered(ref, new Signal(SignalName.SIGKILL))).isEqualTo(new Done());
    plane.result(ref);
    assertThat(steered(ref, new Interrupt()))
        .isEqualTo(new Refused(ControlRefusal.EXECUTION_TERMINAL));
  }

  // --- The words of the tests above

  private static ControlReply steered(ExecutionRef ref, EffectControl wish) {
    return TestPlane.await(plane.client().control(ref, wish));
  }

  private static ExecutionRef begun(ProcessRun run, StreamName stream) {
    var ref = plane.admitted(plane.request(run));
    awaitText(ref, stream, "ready");
    return ref;
  }

  /** The lane's facts, with their data where it is known beforehand. */
  private static List<String> facts(ExecutionRef ref) {
    return plane.events(ref).stream()
        .map(EvidenceEvent::payload)
        .filter(LaneFactObserved.class::isInstance)
        .map(LaneFactObserved.class::cast)
        .map(SteeringTest::said)
        .toList();
  }

  private static String said(LaneFactObserved fact) {
    return fact.fact().equals(Launched.NAME)
        ? fact.fact()
        : fact.fact() + " " + fact.data().canonical();
  }

  private static void awaitText(ExecutionRef ref, StreamName stream, String text) {
    TestPlane.await(
        plane
            .client()
            .output(ref, stream, 0, true)
            .filter(OutputFrame.Bytes.class::isInstance)
            .map(frame -> ((OutputFrame.Bytes) frame).bytes().utf8String())
            .scan("", String::concat)
            .filter(all -> all.contains(text))
            .runWith(Sink.head(), plane.plane().system()));
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
        Map.of(),
        Optional.empty(),
        Optional.of(new ProcessPty(80, 24, Optional.empty())),
        Optional.empty(),
        Optional.empty());
  }
}
