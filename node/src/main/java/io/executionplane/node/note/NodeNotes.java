package io.executionplane.node.note;

import io.executionplane.contracts.evidence.log.LogEntry;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.evidence.log.NodeEntry.GrantRevoked;
import io.executionplane.contracts.evidence.log.NodeEntry.RequestsShed;
import io.executionplane.contracts.evidence.log.NodeEntry.TargetChange;
import io.executionplane.contracts.evidence.log.NodeEntry.TargetChanged;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what happens to this node into the log. Never waits; what cannot be put there is logged, and
 * whoever needs to know is told by the stage.
 */
public final class NodeNotes {

  private static final Logger LOG = LoggerFactory.getLogger(NodeNotes.class);

  private final String nodeId;
  private final Clock clock;
  private final Function<Function<LogName, LogEntry>, CompletionStage<Done>> log;

  /**
   * Notes of a node.
   *
   * @param log appends an entry; completes once it is under a signed checkpoint
   */
  public NodeNotes(
      String nodeId,
      Clock clock,
      Function<Function<LogName, LogEntry>, CompletionStage<Done>> log) {
    this.nodeId = nodeId;
    this.clock = clock;
    this.log = log;
  }

  /** A target came into selection, or left it. */
  public CompletionStage<Done> targetChanged(
      String target, TargetChange change, Optional<String> by, String reason) {
    var at = clock.instant();
    return note(name -> new TargetChanged(name, nodeId, target, change, by, shortened(reason), at));
  }

  /** A grant counts no more. */
  public CompletionStage<Done> grantRevoked(
      String issuer, String grantId, String by, String reason) {
    var at = clock.instant();
    return note(name -> new GrantRevoked(name, nodeId, issuer, grantId, by, shortened(reason), at));
  }

  /** Requests of a tenant were turned away. */
  public CompletionStage<Done> requestsShed(
      String tenant, long count, String budget, int running, int queued) {
    var at = clock.instant();
    return note(name -> new RequestsShed(name, nodeId, tenant, count, budget, running, queued, at));
  }

  private CompletionStage<Done> note(Function<LogName, LogEntry> entry) {
    return log.apply(entry)
        .whenComplete(
            (done, failure) -> {
              if (failure != null) {
                LOG.warn("something that happened to the node is not in the log", failure);
              }
            });
  }

  private static String shortened(String reason) {
    return reason.length() <= LogEntry.REASON_LENGTH_MAX
        ? reason
        : reason.substring(0, LogEntry.REASON_LENGTH_MAX);
  }
}
