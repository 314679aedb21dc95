package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is stopped is over: with everything that it started, and with what it had said. */
class StoppingTest {

  /** Each of these lives far longer than any test waits. */
  private static final String ALONE = "sleep 600";

  private static final String WITH_CHILDREN = "sleep 600 & sleep 600 & wait";
  private static final String IN_OTHER_SESSIONS = "setsid sleep 600 & setsid sleep 600 & wait";
  private static final String DEAF = "trap '' TERM HUP INT; while :; do sleep 600; done";
  private static final String HALTED = "kill -STOP $$; sleep 600";
  private static final String NOHUP = "nohup sleep 600 & wait";

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

  @ParameterizedTest
  @ValueSource(strings = {ALONE, WITH_CHILDREN, DEAF, HALTED, NOHUP})
  void endsWithEverythingItStartedWhenItsTimeIsUp(String script) {
    var ref = plane.admitted(plane.request(commands.shell(script), timeout(300)));

    var result = plane.result(ref);

    assertThat(commands.mark().alive()).isEmpty();
    assertThat(result.status()).isEqualTo(ExecutionStatus.TIMED_OUT);
    assertThat(result.failure().orElseThrow().failureClass()).isEqualTo(FailureClass.TIMEOUT);
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @ParameterizedTest
  @ValueSource(strings = {ALONE, WITH_CHILDREN, DEAF, HALTED, NOHUP})
  void endsWithEverythingItStartedWhenItIsCancelled(String script) {
    var ref = begun(commands.shell("echo begun; " + script));

    TestPlane.await(plane.client().cancel(ref, "a test"));
    var result = plane.result(ref);

    assertThat(commands.mark().alive()).isEmpty();
    assertThat(result.status()).isEqualTo(ExecutionStatus.CANCELLED);
    assertThat(plane.eventTypes(ref))
        .containsSubsequence("cancel.requested", "execution.cancelled");
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void keepsWhatWasSaidBeforeTheTimeWasUp() {
    var script = "echo out; echo err >&2; " + ALONE;

    var ref = plane.admitted(plane.request(commands.shell(script), timeout(300)));
    plane.result(ref);

    assertThat(plane.text(ref, StreamName.STDOUT)).isEqualTo("out\n");
    assertThat(plane.text(ref, StreamName.STDERR)).isEqualTo("err\n");
  }

  /** A session holds what stays in it; what left it can only be looked for. */
  @Test
  void doesNotClaimThatNothingSurvivedWhereItCannotKnow() {
    var ref = begun(commands.shell("echo begun; " + IN_OTHER_SESSIONS));

    TestPlane.await(plane.client().cancel(ref, "a test"));
    var containment = plane.result(ref).containment().orElseThrow();

    var alive = commands.mark().alive().size();
    assertThat(containment.survivors()).isIn(Optional.empty(), Optional.of(alive));
  }

  @Test
  void doesNotCallACommandThatEndedInTimeTimedOut() {
    var ref = plane.admitted(plane.request(commands.shell("exit 0"), timeout(30_000)));

    assertThat(plane.result(ref).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  private static RuntimeConstraint timeout(long millis) {
    return new RuntimeConstraint(RuntimeConstraint.TIMEOUT_MS, millis);
  }

  /** Waits until the command has said something. */
  private static ExecutionRef begun(ProcessRun run) {
    var ref = plane.admitted(plane.request(run));
    Eventually.holds("begun", () -> plane.output(ref, StreamName.STDOUT).size() > 0);
    return ref;
  }
}
