package io.executionplane.contracts.simulation;

/** The protocol that a scenario stands in for. */
public enum ProtocolSurface {
  PROCESS,
  HTTP,
  GRAPHQL,
  SELF_HOSTED
}
