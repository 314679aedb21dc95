package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.testkit.guest.AgentFiles;
import io.executionplane.testkit.guest.GuestUnderTest;
import io.executionplane.testkit.os.MarkedProcesses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code ep guest-agent} in a JVM of its own, and a plane that works with it. */
@Timeout(180)
class GuestAgentCommandTest {

  private static final String LISTENING = "listening on ";

  private final MarkedProcesses processes = MarkedProcesses.fresh();

  @TempDir private Path directory;
  private AgentFiles files;

  @BeforeEach
  void makeFiles() {
    files = AgentFiles.in(directory);
  }

  @AfterEach
  void endWhatIsLeft() {
    processes.kill();
  }

  @Test
  void runsCommandsForANodeUntilItIsEndedAndThenKillsTheRest() throws IOException {
    var socket = directory.resolve("door").resolve("bridge.sock");
    try (var agent = agent("--socket", socket.toString())) {
      assertThat(address(agent)).isEqualTo("unix:" + socket);
      assertThat(commandLine(agent)).doesNotContain(Files.readString(files.token()));

      runsUntilItIsEnded(agent, Map.of("kind", "unix_socket", "path", socket.toString()));
    }
  }

  private void runsUntilItIsEnded(ForkedCommand agent, Map<String, Object> endpoint) {
    try (var plane = plane(endpoint)) {
      assertThat(status(plane, "exit 0")).isEqualTo(ExecutionStatus.SUCCEEDED);
      var request = request(plane, "sleep 600 & sleep 600");
      var ref = plane.admitted(request);
      Eventually.holds("the tree", () -> processes.alive().size() == 3);
      Eventually.holds("its launch", () -> plane.eventTypes(ref).contains("lane.fact"));
      agent.terminate();

      assertThat(agent.awaitEnd().err()).isEmpty();
      assertThat(processes.alive()).isEmpty();
      var result = plane.result(ref);
      assertThat(result.failure().orElseThrow().code()).isEqualTo("connection_lost");
    }
  }

  @Test
  void listensWithACertificateOfItsOwn() {
    try (var agent =
        agent(
            "--listen",
            "127.0.0.1:0",
            "--keystore",
            files.keyStore().toString(),
            "--keystore-password-file",
            files.password().toString())) {
      var address = address(agent);
      var port = Integer.parseInt(address.substring(address.indexOf(':') + 1));
      var endpoint =
          Map.<String, Object>of(
              "kind",
              "tcp",
              "host",
              "127.0.0.1",
              "port",
              port,
              "certificate-sha256",
              files.certificateSha256());

      try (var plane = plane(endpoint)) {
        assertThat(status(plane, "exit 0")).isEqualTo(ExecutionStatus.SUCCEEDED);
      }
    }
  }

  @Test
  void listensNowhereElseUnlessToldTo() {
    try (var agent =
        agent(
            "--listen",
            "0.0.0.0:0",
            "--keystore",
            files.keyStore().toString(),
            "--keystore-password-file",
            files.password().toString())) {
      var left = agent.awaitEnd();

      assertThat(left.status()).isEqualTo(125);
      assertThat(left.err()).contains("--beyond-loopback");
    }
  }

  private ForkedCommand agent(String... where) {
    var words =
        new ArrayList<>(
            List.of(
                "guest-agent",
                "--token-file",
                files.token().toString(),
                "--key",
                files.keyFile().toString()));
    words.addAll(List.of(where));
    return ForkedCommand.start(directory, Map.of(), words.toArray(String[]::new));
  }

  private static String address(ForkedCommand agent) {
    var line = agent.nextLine();
    while (!line.startsWith(LISTENING)) {
      assertThat(line).as("the agent's output").isNotEqualTo("null");
      line = agent.nextLine();
    }
    return line.substring(LISTENING.length());
  }

  private static String commandLine(ForkedCommand agent) throws IOException {
    return Files.readString(Path.of("/proc/" + agent.pid() + "/cmdline"));
  }

  private TestPlane plane(Map<String, Object> endpoint) {
    return TestPlane.in(
        directory.resolve("data"), GuestUnderTest.config(files, endpoint, Map.of()));
  }

  private ExecutionStatus status(TestPlane plane, String script) {
    return plane.result(plane.admitted(request(plane, script))).status();
  }

  private AdmissionRequest request(TestPlane plane, String script) {
    var run =
        new ProcessRun(
            "/bin/sh",
            List.of("-c", script),
            Optional.empty(),
            Map.of(processes.name(), processes.value()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var wish =
        AdmissionRequest.of(
                ProcessRun.LANE_ID, ProcessRun.OPERATION, ProcessRun.CONTRACT.encodeObject(run))
            .accepting(AttestationClass.GUEST_ATTESTED);
    return plane.granted(wish);
  }
}
