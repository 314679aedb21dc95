package io.executionplane.node.admission;

import java.time.Duration;
import java.util.Map;

/** Settings with room for a test. */
public final class CapacitySamples {

  private static final Room ENDLESS = new Room(10_000, 100_000);

  private CapacitySamples() {}

  /** So many at once on the node, and so many that wait. */
  public static CapacitySettings node(int runningMax, int queuedMax) {
    return of(Map.of(Scope.NODE, new Room(runningMax, queuedMax)));
  }

  /** These scopes are narrow, the others are not. */
  static CapacitySettings of(Map<Scope, Room> narrow) {
    return new CapacitySettings(
        Map.of(
            Scope.NODE, narrow.getOrDefault(Scope.NODE, ENDLESS),
            Scope.TENANT, narrow.getOrDefault(Scope.TENANT, ENDLESS),
            Scope.LANE, narrow.getOrDefault(Scope.LANE, ENDLESS),
            Scope.TARGET, narrow.getOrDefault(Scope.TARGET, ENDLESS)),
        Map.of(),
        1_000_000,
        Duration.ofMinutes(1),
        100,
        1_000_000);
  }
}
