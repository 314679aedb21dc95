package io.executionplane.node.admission;

/**
 * What an execution takes room of.
 *
 * @param bytes what it holds in memory while it waits, at least 0
 */
public record Demand(String tenantId, String laneId, String targetId, long bytes) {

  /** Whom it concerns in a scope. */
  String in(Scope scope) {
    return switch (scope) {
      case NODE -> "";
      case TENANT -> tenantId;
      case LANE -> laneId;
      case TARGET -> targetId;
    };
  }

  /** What it has in common with all others of its tenant that want the same room. */
  Demand line() {
    return new Demand(tenantId, laneId, targetId, 0);
  }
}
