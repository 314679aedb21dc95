package io.executionplane.testkit.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** OpenSSH's agent with one key. */
record SshAgentProcess(Process process, Path socket) implements AutoCloseable {

  private static final Path AGENT = Path.of("/usr/bin/ssh-agent");
  private static final Path ADD = Path.of("/usr/bin/ssh-add");
  private static final long SECONDS_MAX = 20;

  /** Starts one, or skips the test. */
  static SshAgentProcess start(Path directory, Path key) throws IOException {
    if (!Files.isExecutable(AGENT) || !Files.isExecutable(ADD)) {
      Assumptions.abort("skipped, because " + AGENT + " or " + ADD + " is not installed");
    }
    var socket = directory.resolve("agent");
    var process =
        new ProcessBuilder(AGENT.toString(), "-D", "-a", socket.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    new Watching(SshBench.WITHIN, SshBench.WITHIN).until("an agent", () -> Files.exists(socket));
    add(key, socket);
    return new SshAgentProcess(process, socket);
  }

  private static void add(Path key, Path socket) throws IOException {
    var builder = new ProcessBuilder(ADD.toString(), "-q", key.toString());
    builder.environment().put("SSH_AUTH_SOCK", socket.toString());
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    var adding = builder.start();
    try {
      assertThat(adding.waitFor(SECONDS_MAX, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    assertThat(adding.exitValue()).isZero();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
