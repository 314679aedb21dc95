package io.executionplane.testkit.acceptance;

import static io.executionplane.testkit.acceptance.RunningPlane.eventually;
import static io.executionplane.testkit.acceptance.RunningPlane.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.evidence.EvidencePayload.TargetSelected;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact.LaunchedInGuest;
import io.executionplane.contracts.lane.process.ProcessOutput;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.lanes.spi.EffectControl;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.testkit.guest.GuestUnderTest;
import io.executionplane.testkit.guest.GuestUnderTest.Door;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Item 67 of the acceptance list: commands in a guest, through a whole plane. That {@code run}
 * answers with text and an exit of known kinds is shown by {@code GuestAgentTest}.
 */
class GuestAcceptanceTest {

  private static final Duration WITHIN = Duration.ofSeconds(60);

  @TempDir private static Path directory;

  private static GuestUnderTest guest;
  private static RunningPlane running;

  @BeforeAll
  static void start() {
    guest = GuestUnderTest.start(Door.UNIX_SOCKET, directory);
    running =
        new RunningPlane(
            ExecutionPlane.builder()
                .dataDirectory(directory.resolve("data"))
                .config(guest.config(Map.of()))
                .start());
  }

  @AfterAll
  static void stop() {
    if (running != null) {
      running.close();
    }
    guest.close();
  }

  @Test
  @DisplayName("67: a command runs there, what it puts out streams, and the record says where")
  void runsThereAndSaysWhere() {
    var submitted = get(running.client().submit(request(ProcessRun.of("echo", "hello"))));
    var result = get(running.client().awaitResult(submitted.ref(), WITHIN));

    assertThat(result.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(output(result).exit()).isEqualTo(new ProcessExit.Code(0));
    assertThat(output(result).usage()).isPresent();
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
        .contains(AttestationClass.GUEST_ATTESTED);
    var facts = running.payloads(submitted.ref(), LaneFactObserved.class);
    assertThat(facts)
        .extracting(LaneFactObserved::fact)
        .containsExactly(LaunchedInGuest.NAME, "process.exited");
    var launched = LaunchedInGuest.CONTRACT.decode(facts.get(0).data().toNode());
    assertThat(launched.address()).isEqualTo("unix:" + guest.endpoint().get("path"));
    assertThat(launched.guestKey().orElseThrow()).startsWith("SHA256:");
  }

  @Test
  @DisplayName("67: an interrupt reaches the command")
  void interrupts() {
    var request = request(ProcessRun.of("/bin/sh", "-c", "exec sleep 600"));
    var ref = get(running.client().submit(request)).ref();
    eventually(() -> !running.payloads(ref, LaneFactObserved.class).isEmpty());

    get(running.client().control(ref, new EffectControl.Interrupt()));

    assertThat(output(get(running.client().awaitResult(ref, WITHIN))).exit())
        .isEqualTo(new ProcessExit.Signal(2, "SIGINT", false));
  }

  private static AdmissionRequest request(ProcessRun run) {
    var payload = ProcessRun.CONTRACT.encodeObject(run);
    var wish =
        AdmissionRequest.of(ProcessRun.LANE_ID, ProcessRun.OPERATION, payload)
            .accepting(AttestationClass.GUEST_ATTESTED);
    return running.plane().granted(running.client().identified(wish), "user:test");
  }

  private static ProcessOutput output(ExecutionResult result) {
    return ProcessOutput.CONTRACT.decode(result.output().orElseThrow().toNode());
  }
}
