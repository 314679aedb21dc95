package io.executionplane.contracts.surface;

/**
 * The kinds of places, and the most that a place of each kind can do.
 *
 * <p>A guest has what its bridge negotiates, so its maximum is everything; what is in effect is
 * known once it is connected, and must be a {@linkplain SurfaceCapabilities#isSubsetOf subset}.
 */
public enum SurfaceKind {
  /** A child process of the node. */
  LOCAL_SUBPROCESS(PlacementFamily.LOCAL),
  /** A command behind an SSH connection. */
  SSH_EXEC(PlacementFamily.SSH),
  /** A command that a bridge within a guest creates. */
  GUEST_BRIDGE(PlacementFamily.GUEST),
  /** Nothing happens there: answers come from a scenario. */
  LOWER_SIMULATION(PlacementFamily.NONE);

  private final PlacementFamily family;

  SurfaceKind(PlacementFamily family) {
    this.family = family;
  }

  /** The family that a route must name for a surface of this kind. */
  public PlacementFamily family() {
    return family;
  }

  /** The most that a place of this kind can do. */
  public SurfaceCapabilities maximum() {
    return switch (this) {
      case LOCAL_SUBPROCESS ->
          everything(false, Startup.SPAWN, PathSemantics.LOCAL, InterruptMechanism.SIGNAL);
      case SSH_EXEC ->
          everything(true, Startup.SPAWN, PathSemantics.REMOTE, InterruptMechanism.SIGNAL);
      case GUEST_BRIDGE ->
          everything(true, Startup.BRIDGE, PathSemantics.GUEST, InterruptMechanism.RPC);
      case LOWER_SIMULATION -> simulated();
    };
  }

  private static SurfaceCapabilities everything(
      boolean remote, Startup startup, PathSemantics path, InterruptMechanism interrupt) {
    return new SurfaceCapabilities(
        remote, startup, path, true, true, true, true, true, true, interrupt);
  }

  /** A scenario has no terminal, and nothing that could be interrupted. */
  private static SurfaceCapabilities simulated() {
    return new SurfaceCapabilities(
        false,
        Startup.ATTACH,
        PathSemantics.LOCAL,
        true,
        true,
        false,
        true,
        true,
        true,
        InterruptMechanism.NONE);
  }
}
