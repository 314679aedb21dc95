package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact.Exited;
import io.executionplane.contracts.lane.process.ProcessOutput;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a command ended is told truthfully, in the result and in the evidence alike. */
class OutcomeTest {

  @TempDir private static Path directory;

  private static TestPlane plane;
  private static Commands commands;

  @BeforeAll
  static void start() {
    plane = TestPlane.in(directory.resolve("data"));
    commands = Commands.in(directory);
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 124, 128, 137, 255})
  void tellsTheExitCode(int code) {
    var result = plane.run(commands.shell("exit " + code));

    assertThat(result.status())
        .isEqualTo(code == 0 ? ExecutionStatus.SUCCEEDED : ExecutionStatus.FAILED);
    assertExit(result, new ProcessExit.Code(code));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 11, 15})
  void tellsDeathByASignalFromTheExitCodeThatShellsGiveIt(int signal) {
    var result = plane.run(commands.shell("ulimit -c 0; kill -" + signal + " $$"));

    assertThat(result.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(exit(result)).isInstanceOf(ProcessExit.Signal.class);
    assertThat(((ProcessExit.Signal) exit(result)).signal()).isEqualTo(signal);
    assertExit(result, exit(result));
  }

  @Test
  void keepsOutputAndErrorApart() {
    var result = plane.run(commands.shell("echo out; echo err >&2; exit 3"));

    assertThat(plane.text(result.executionRef(), StreamName.STDOUT)).isEqualTo("out\n");
    assertThat(plane.text(result.executionRef(), StreamName.STDERR)).isEqualTo("err\n");
  }

  @Test
  void recordsEverythingInOrderAndItVerifies() {
    var ref = plane.run(commands.shell("echo out")).executionRef();

    assertThat(plane.eventTypes(ref))
        .startsWith("admission.accepted", "target.selected", "execution.started")
        .containsSubsequence("stream.closed", "stream.closed", "lane.fact", "execution.completed")
        .endsWith("execution.completed");
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void tellsACommandThatDoesNotExistFromOneThatFails() {
    var result = plane.run(commands.run("/no/such/program", List.of()));

    assertThat(result.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(result.output()).isEmpty();
    assertThat(result.failure().orElseThrow().code()).isEqualTo("command_not_found");
    assertThat(plane.verify(result.executionRef()).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  private static void assertExit(ExecutionResult result, ProcessExit expected) {
    assertThat(exit(result)).isEqualTo(expected);
    assertThat(exitInEvidence(result.executionRef())).isEqualTo(expected);
    assertThat(plane.verify(result.executionRef()).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  private static ProcessExit exit(ExecutionResult result) {
    return ProcessOutput.CONTRACT.decode(result.output().orElseThrow().toNode()).exit();
  }

  private static ProcessExit exitInEvidence(ExecutionRef ref) {
    return plane.events(ref).stream()
        .map(event -> event.payload())
        .filter(LaneFactObserved.class::isInstance)
        .map(LaneFactObserved.class::cast)
        .filter(fact -> fact.fact().equals(Exited.NAME))
        .map(fact -> Exited.CONTRACT.decode(fact.data().toNode()).exit())
        .findFirst()
        .orElseThrow();
  }
}
