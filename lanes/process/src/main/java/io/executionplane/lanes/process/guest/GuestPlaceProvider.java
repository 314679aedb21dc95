package io.executionplane.lanes.process.guest;

import com.typesafe.config.Config;
import io.executionplane.lanes.process.PlaceProvider;
import io.executionplane.lanes.process.PlacedTarget;
import java.util.List;

/** Brings the guests that the owner declared. A request cannot name another. */
public final class GuestPlaceProvider implements PlaceProvider {

  static final String SURFACE_KIND = "guest_bridge";

  @Override
  public String surfaceKind() {
    return SURFACE_KIND;
  }

  @Override
  public List<PlacedTarget> places(Config config) {
    return GuestTargetSettings.from(config).stream().map(GuestPlaceProvider::target).toList();
  }

  private static PlacedTarget target(GuestTargetSettings settings) {
    var threads = new GuestThreads(settings);
    var dialer = new GuestDialer(settings, threads.clock());
    return new PlacedTarget(
        new GuestPlace(settings, dialer, threads), new GuestVerifier(settings, dialer, threads));
  }
}
