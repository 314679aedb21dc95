package io.executionplane.testkit.lane;

import static io.executionplane.testkit.lane.SshBench.WITHIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.target.AttestationClass;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.testkit.ssh.OpenSshServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the process lane takes for a machine behind SSH, and how it proves itself there. */
class OpenSshTrustTest {

  private static SshBench bench;

  @TempDir private Path directory;

  @BeforeAll
  static void start(@TempDir Path directory) {
    bench = new SshBench(OpenSshServer.start(directory), Map.of());
  }

  @AfterAll
  static void stop() {
    if (bench != null) {
      bench.close();
      bench.server.close();
    }
  }

  @Test
  void refusesAServerWithAnotherKeyAndSaysWhichItShowed() {
    var other = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINdamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea";
    try (var strange = new SshBench(bench.server, Map.of("host-key", other))) {

      var failure = strange.start(ProcessRun.of("/bin/true"), takingEverything());

      var refused = ((LaneFailure) failure.failure()).failure();
      assertThat(refused.failureClass()).isEqualTo(FailureClass.PLACEMENT_UNAVAILABLE);
      assertThat(refused.code()).isEqualTo("host_key_refused");
      assertThat(refused.reason()).containsPattern("showed .*SHA256:.*expected was SHA256:");
      assertThat(strange.verifier().verify(Instant.now()).toCompletableFuture())
          .failsWithin(WITHIN)
          .withThrowableThat()
          .withMessageContaining("expected was SHA256:");
    }
  }

  @Test
  void refusesAKeyFileThatOthersCanRead() throws IOException {
    var open = directory.resolve("key");
    Files.copy(bench.server.identity(), open);
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r-----"));
    try (var careless = new SshBench(bench.server, Map.of("identity-file", open.toString()))) {

      var run = careless.start(ProcessRun.of("/bin/true"), takingEverything());

      assertThat(run.failure()).hasMessageContaining("must have mode 0600 and has rw-r-----");
    }
  }

  @Test
  void measuresAHostThatIsTheOneConfigured() {
    var once = bench.verifier().verify(Instant.now()).toCompletableFuture();
    var again = bench.verifier().verify(Instant.now()).toCompletableFuture();

    assertThat(once).succeedsWithin(WITHIN);
    assertThat(again).succeedsWithin(WITHIN);
    assertThat(once.join().attestedClasses()).containsExactly(AttestationClass.SSH_PINNED_HOST);
    assertThat(once.join().surfaceKind()).isEqualTo("ssh_exec");
    assertThat(once.join().measurement()).isEqualTo(again.join().measurement());
  }

  @Test
  void usesAnAgentInsteadOfAKeyFile() throws IOException {
    try (var agent = SshAgentProcess.start(directory, bench.server.identity())) {
      var settings =
          Map.<String, Object>of("agent", agent.socket().toString(), "identity-file", "");
      try (var through = new SshBench(bench.server, settings)) {

        assertThat(through.output(ProcessRun.of("echo", "hello"))).isEqualTo("hello\n");
      }
    }
  }

  private static RecordedStreams takingEverything() {
    return RecordedStreams.takingEverything();
  }
}
