package io.executionplane.contracts.execution;

/** On whose word an execution runs. */
public enum Provenance {
  /** A node admitted it under a verified authority. */
  NODE_ADMITTED,
  /** A lane's owner called its own lane; no authority was asked. Only where the host enabled it. */
  DIRECT_LOWER_LANE_OWNER
}
