package io.executionplane.testkit.lane;

import io.executionplane.contracts.lane.LaneFact;
import io.executionplane.contracts.lane.process.ProcessPayload;
import io.executionplane.lanes.spi.Lane;
import io.executionplane.testkit.guest.GuestUnderTest;
import io.executionplane.testkit.guest.GuestUnderTest.Door;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The process lane keeps every promise in a guest over TLS. */
class GuestOverTlsConformanceTest extends ProcessLaneConformanceTest {

  private static GuestUnderTest guest;

  @BeforeAll
  static void startAgent(@TempDir Path directory) {
    guest = GuestUnderTest.start(Door.TLS, directory);
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
    return GuestConformanceTest.inGuest(facts);
  }
}
