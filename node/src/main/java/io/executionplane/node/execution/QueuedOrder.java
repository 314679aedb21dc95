package io.executionplane.node.execution;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.EvidencePayload.CancelRequested;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionCancelled;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionFailed;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionFailed.FailedStatus;
import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.execution.ExecutionMetrics;
import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.node.authority.GrantBook;
import io.executionplane.node.session.LaunchOrder;
import io.executionplane.node.target.TargetFact;
import io.executionplane.node.target.TargetStanding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * An admitted order that waits for its turn, and what may become of it.
 *
 * <p>What it was admitted on may have gone meanwhile. When its turn has come its deadline, its
 * target and the revocation of its grant are looked at again; the grant's own time counts for the
 * moment of admission.
 *
 * @param sinceNanos when it began to wait, as {@link System#nanoTime()} counts
 */
record QueuedOrder(LaunchOrder order, long sinceNanos) {

  /** How long it may wait at most: until its deadline, and no longer than the node lets it. */
  Duration patience(Duration queuedWithin, Instant now) {
    return order
        .deadlineAt()
        .map(deadline -> Duration.between(now, deadline))
        .filter(left -> left.compareTo(queuedWithin) < 0)
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .orElse(queuedWithin);
  }

  /** The order as it is to be carried out now that its turn has come. */
  LaunchOrder due(long nowNanos, Instant now) {
    return order.after(waitedMicros(nowNanos), now);
  }

  // --- What may speak against it

  /** Why it may not start any more, if it may not. */
  Optional<Terminal> objection(
      List<TargetFact> targets, GrantBook grants, Instant now, long nowNanos) {
    if (isOverdue(now)) {
      return Optional.of(timedOut(nowNanos, now));
    }
    if (order.authority().filter(grants::isRevoked).isPresent()) {
      return Optional.of(
          failed(
              new Failure(
                  FailureClass.APPROVAL_EXPIRED,
                  "grant_revoked",
                  "its grant was taken back while it waited; it was never started"),
              nowNanos));
    }
    return targets.stream().anyMatch(target -> isUsable(target, now))
        ? Optional.empty()
        : Optional.of(
            failed(
                new Failure(
                    FailureClass.PLACEMENT_UNAVAILABLE,
                    "target_gone",
                    "its target took nothing new when its turn came; it was never started"),
                nowNanos));
  }

  private boolean isOverdue(Instant now) {
    return order.deadlineAt().filter(deadline -> !deadline.isAfter(now)).isPresent();
  }

  private boolean isUsable(TargetFact target, Instant now) {
    return target.descriptor().targetId().equals(order.targetId())
        && target.standing() == TargetStanding.IN_SERVICE
        && target.descriptor().isCurrent(now);
  }

  // --- How it ends without having begun

  /** Its time was up before its turn came. */
  Terminal timedOut(long nowNanos, Instant now) {
    return ended(
        FailedStatus.TIMED_OUT,
        new Failure(
            FailureClass.TIMEOUT,
            isOverdue(now) ? "deadline" : "queue_timeout",
            "its turn did not come in time; it was never started"),
        nowNanos);
  }

  /** Somebody stopped it. */
  List<EvidencePayload> cancelled(String by, long nowNanos) {
    return List.of(
        new CancelRequested(by),
        new ExecutionCancelled(Optional.empty(), Optional.empty(), metrics(nowNanos)));
  }

  /** The node that held it is gone. Authority and target were judged for that node. */
  static Terminal forgotten() {
    return new ExecutionFailed(
        FailedStatus.FAILED,
        Optional.empty(),
        Optional.of(
            new Failure(
                FailureClass.LAUNCH_FAILED,
                "node_restarted",
                "the node was restarted before its turn came; it was never started")),
        Optional.empty(),
        ExecutionMetrics.neverBegun(0, 0));
  }

  private Terminal failed(Failure failure, long nowNanos) {
    return ended(FailedStatus.FAILED, failure, nowNanos);
  }

  private Terminal ended(FailedStatus status, Failure failure, long nowNanos) {
    return new ExecutionFailed(
        status, Optional.empty(), Optional.of(failure), Optional.empty(), metrics(nowNanos));
  }

  private ExecutionMetrics metrics(long nowNanos) {
    return ExecutionMetrics.neverBegun(order.admissionMicros(), waitedMicros(nowNanos));
  }

  private long waitedMicros(long nowNanos) {
    return Math.max(1, TimeUnit.NANOSECONDS.toMicros(nowNanos - sinceNanos));
  }
}
