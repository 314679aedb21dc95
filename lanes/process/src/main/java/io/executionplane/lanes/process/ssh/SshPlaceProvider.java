package io.executionplane.lanes.process.ssh;

import com.typesafe.config.Config;
import io.executionplane.lanes.process.PlaceProvider;
import io.executionplane.lanes.process.PlacedTarget;
import java.util.List;

/** Brings the machines behind SSH that the owner declared. A request cannot name another. */
public final class SshPlaceProvider implements PlaceProvider {

  static final String SURFACE_KIND = "ssh_exec";

  @Override
  public String surfaceKind() {
    return SURFACE_KIND;
  }

  @Override
  public List<PlacedTarget> places(Config config) {
    return SshTargetSettings.from(config).stream().map(SshPlaceProvider::target).toList();
  }

  private static PlacedTarget target(SshTargetSettings settings) {
    var connections = new SshConnections(settings);
    return new PlacedTarget(
        new SshPlace(settings, connections), new SshVerifier(settings, connections));
  }
}
