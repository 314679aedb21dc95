package io.executionplane.contracts.execution;

/** The kinds of word that an execution may run on. */
public enum ProvenanceKind {
  /** a node admitted it under a verified authority */
  NODE_ADMITTED,
  /** a lane's owner called its own lane; no authority was asked. Only where the host enabled it */
  DIRECT_LOWER_LANE_OWNER
}
