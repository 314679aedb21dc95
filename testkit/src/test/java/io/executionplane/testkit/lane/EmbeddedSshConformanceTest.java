package io.executionplane.testkit.lane;

import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.contracts.lane.process.ProcessFact.LaunchedRemotely;
import io.executionplane.contracts.lane.process.ProcessPayload;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.testkit.os.MarkedProcesses;
import io.executionplane.testkit.ssh.EmbeddedSshServer;
import io.executionplane.testkit.ssh.SshServerUnderTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The process lane keeps every promise behind an SSH server of another make. */
class EmbeddedSshConformanceTest extends ProcessLaneConformanceTest {

  private static SshServerUnderTest server;

  @BeforeAll
  static void startServer(@TempDir Path directory) {
    server = EmbeddedSshServer.start(directory);
  }

  @AfterAll
  static void stopServer() {
    if (server != null) {
      server.close();
    }
  }

  @Override
  public Lane<ProcessPayload> newLane() {
    return server.lane(Map.of());
  }

  @Override
  public String targetId() {
    return SshServerUnderTest.TARGET;
  }

  /** The server has a window of its own for input, of 2 MiB and more. */
  @Override
  public long bytesInFlightMax() {
    return 4 * 1024 * 1024;
  }

  /** This server tells no end while a stream is held open. */
  @Override
  public Optional<Situation> heldOpen() {
    return Optional.empty();
  }

  /** The other machine is this one. */
  @Override
  public OptionalLong putOut(List<LaneFact> facts) {
    return facts.stream()
        .filter(fact -> fact.name().equals(LaunchedRemotely.NAME))
        .map(fact -> LaunchedRemotely.CONTRACT.decode(fact.data().toNode()))
        .mapToLong(launched -> MarkedProcesses.bytesWritten(launched.pid()))
        .findFirst();
  }
}
