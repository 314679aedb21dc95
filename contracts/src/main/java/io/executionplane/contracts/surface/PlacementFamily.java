package io.executionplane.contracts.surface;

/** The families of places; a route names the one that its surface belongs to. */
public enum PlacementFamily {
  /** on the node itself */
  LOCAL,
  /** behind an SSH connection */
  SSH,
  /** behind a guest bridge */
  GUEST,
  /** no place of its own: the effect is a network call, or none at all */
  NONE
}
