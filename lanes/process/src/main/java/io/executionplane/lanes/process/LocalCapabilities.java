package io.executionplane.lanes.process;

import io.executionplane.contracts.surface.InterruptMechanism;
import io.executionplane.contracts.surface.PathSemantics;
import io.executionplane.contracts.surface.Startup;
import io.executionplane.contracts.surface.SurfaceCapabilities;

/** What commands can be given on this machine, outside and inside of a sandbox. */
final class LocalCapabilities {

  private LocalCapabilities() {}

  /** A terminal too, and another user where that can be. */
  static SurfaceCapabilities ofMachine() {
    return of(true, OtherUser.isPossible());
  }

  static SurfaceCapabilities ofSandbox() {
    return of(false, false);
  }

  private static SurfaceCapabilities of(boolean pty, boolean user) {
    return new SurfaceCapabilities(
        false,
        Startup.SPAWN,
        PathSemantics.LOCAL,
        true,
        true,
        pty,
        user,
        true,
        true,
        InterruptMechanism.SIGNAL);
  }
}
