package io.executionplane.testkit.acceptance;

import static io.executionplane.testkit.acceptance.RunningPlane.eventually;
import static io.executionplane.testkit.acceptance.RunningPlane.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.evidence.EvidencePayload.TargetSelected;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact.LaunchedRemotely;
import io.executionplane.contracts.lane.process.ProcessOutput;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.testkit.ssh.OpenSshServer;
import io.executionplane.testkit.ssh.SshServerUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Item 66 of the acceptance list: commands behind SSH, through a whole plane. */
class SshAcceptanceTest {

  private static final Duration WITHIN = Duration.ofSeconds(60);

  @TempDir private static Path directory;

  private static SshServerUnderTest server;
  private static RunningPlane running;

  @BeforeAll
  static void start() {
    server = OpenSshServer.start(directory);
    running =
        new RunningPlane(
            ExecutionPlane.builder()
                .dataDirectory(directory.resolve("data"))
                .config(server.config(Map.of()))
                .start());
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  @DisplayName("66: a command runs there, what it puts out streams, and the record says where")
  void runsThereAndSaysWhere() {
    var submitted = get(running.client().submit(request(ProcessRun.of("echo", "hello"))));
    var result = get(running.client().awaitResult(submitted.ref(), WITHIN));

    assertThat(result.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(output(result).usage()).isEmpty();
    assertThat(
            get(
                running
                    .client()
                    .output(submitted.ref(), StreamName.STDOUT, 0)
                    .runFold(
                        ByteString.emptyByteString(),
                        ByteString::concat,
                        running.plane().system())))
        .isEqualTo(ByteString.fromString("hello\n"));
    assertThat(running.payloads(submitted.ref(), TargetSelected.class))
        .singleElement()
        .extracting(Object::toString)
        .asString()
        .contains(AttestationClass.SSH_PINNED_HOST);
    assertThat(running.payloads(submitted.ref(), LaneFactObserved.class))
        .extracting(LaneFactObserved::fact)
        .containsExactly(LaunchedRemotely.NAME, "process.exited");
  }

  @Test
  @DisplayName("66: an interrupt reaches the command")
  void interrupts() {
    var request = request(ProcessRun.of("/bin/sh", "-c", "exec sleep 600"));
    var ref = get(running.client().submit(request)).ref();
    eventually(() -> !running.payloads(ref, LaneFactObserved.class).isEmpty());

    get(running.client().control(ref, new EffectControl.Interrupt()));

    assertThat(output(get(running.client().awaitResult(ref, WITHIN))).exit())
        .isEqualTo(new ProcessExit.Signal(2, "SIGINT", false));
  }

  @Test
  @DisplayName("66: a target without a destination is refused before anything starts")
  void refusesATargetWithoutADestination() {
    var config = server.config(Map.of("host", ""));

    assertThatThrownBy(
            () ->
                ExecutionPlane.builder()
                    .dataDirectory(directory.resolve("other"))
                    .config(config)
                    .start())
        .hasStackTraceContaining("ssh.far.host must not be blank");
  }

  private static AdmissionRequest request(ProcessRun run) {
    var payload = ProcessRun.CONTRACT.encodeObject(run);
    var wish =
        AdmissionRequest.of(ProcessRun.LANE_ID, ProcessRun.OPERATION, payload)
            .accepting(AttestationClass.SSH_PINNED_HOST);
    return running.plane().granted(running.client().identified(wish), "user:test");
  }

  private static ProcessOutput output(ExecutionResult result) {
    return ProcessOutput.CONTRACT.decode(result.output().orElseThrow().toNode());
  }
}
