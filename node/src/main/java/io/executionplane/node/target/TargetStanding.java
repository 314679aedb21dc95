package io.executionplane.node.target;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.NodeEntry.TargetChange;
import io.executionplane.contracts.evidence.log.NodeEntry.TargetChanged;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Whether a target takes anything new. */
public enum TargetStanding {
  /** It does, as long as its measurement counts. */
  IN_SERVICE,
  /** It does not; what runs there goes on. */
  DRAINED,
  /** It does not, and what ran there was stopped. */
  REVOKED;

  /** The word for it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** How a target stands after a change; being measured, or not, is no change of it. */
  public static TargetStanding after(TargetChange change) {
    return switch (change) {
      case DRAINED -> DRAINED;
      case REVOKED -> REVOKED;
      case ATTESTED, EXPIRED, RESUMED -> IN_SERVICE;
    };
  }

  /** How the targets of a node stand, from what the log has of it, oldest first. */
  public static Map<String, TargetStanding> recalled(List<LogEntry> entries, String nodeId) {
    var standings = new HashMap<String, TargetStanding>();
    for (var entry : entries) {
      if (entry instanceof TargetChanged changed && changed.nodeId().equals(nodeId)) {
        switch (changed.change()) {
          case DRAINED, REVOKED, RESUMED ->
              standings.put(changed.target(), after(changed.change()));
          case ATTESTED, EXPIRED -> {}
        }
      }
    }
    return standings;
  }
}
