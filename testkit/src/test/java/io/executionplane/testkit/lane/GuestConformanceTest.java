package io.executionplane.testkit.lane;

import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.contracts.lane.process.ProcessFact.LaunchedInGuest;
import io.executionplane.contracts.lane.process.ProcessPayload;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.testkit.guest.GuestUnderTest;
import io.executionplane.testkit.guest.GuestUnderTest.Door;
import io.executionplane.testkit.os.MarkedProcesses;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The process lane keeps every promise in a guest behind a Unix socket. */
class GuestConformanceTest extends ProcessLaneConformanceTest {

  private static GuestUnderTest guest;

  @BeforeAll
  static void startAgent(@TempDir Path directory) {
    guest = GuestUnderTest.start(Door.UNIX_SOCKET, directory);
  }

  @AfterAll
  static void stopAgent() {
    guest.close();
  }

  @Override
  public Lane<ProcessPayload> newLane() {
    return guest.lane(Map.of());
  }

  @Override
  public String targetId() {
    return GuestUnderTest.TARGET;
  }

  /** The guest is this machine. */
  @Override
  public OptionalLong putOut(List<LaneFact> facts) {
    return inGuest(facts);
  }

  static OptionalLong inGuest(List<LaneFact> facts) {
    return facts.stream()
        .filter(fact -> fact.name().equals(LaunchedInGuest.NAME))
        .map(fact -> LaunchedInGuest.CONTRACT.decode(fact.data().toNode()))
        .mapToLong(launched -> MarkedProcesses.bytesWritten(launched.process().orElseThrow().pid()))
        .findFirst();
  }
}
