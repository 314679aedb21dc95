package io.executionplane.testkit.lane;

import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.contracts.lane.process.ProcessFact.LaunchedRemotely;
import io.executionplane.contracts.lane.process.ProcessPayload;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.testkit.os.MarkedProcesses;
import io.executionplane.testkit.ssh.OpenSshServer;
import io.executionplane.testkit.ssh.SshServerUnderTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The process lane keeps every promise behind OpenSSH's server. */
class OpenSshConformanceTest extends ProcessLaneConformanceTest {

  private static SshServerUnderTest server;

  @BeforeAll
  static void startServer(@TempDir Path directory) {
    server = OpenSshServer.start(directory);
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

  /** A login shell may take its time to read what its user wants it to. */
  @Override
  public int runs() {
    return 16;
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
