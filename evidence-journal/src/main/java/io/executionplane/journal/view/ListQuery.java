package io.executionplane.journal.view;

import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.journal.read.ExecutionView;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which executions to list. What is absent or empty does not narrow.
 *
 * @param limit most executions on the page, 1 to {@link #LIMIT_MAX}
 * @param statuses only these
 * @param laneId only this lane
 * @param targetId only this target
 * @param tenantId only this tenant
 * @param labels only those with all of these labels
 * @param since only those admitted or rejected at this moment or later
 * @param until only those admitted or rejected before this moment
 * @param pageToken where an earlier page ended
 */
public record ListQuery(
    int limit,
    Set<ExecutionStatus> statuses,
    Optional<String> laneId,
    Optional<String> targetId,
    Optional<String> tenantId,
    Map<String, String> labels,
    Optional<Instant> since,
    Optional<Instant> until,
    Optional<String> pageToken) {

  /** Most executions on a page. */
  public static final int LIMIT_MAX = 1000;

  public ListQuery {
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("limit must be 1 to " + LIMIT_MAX);
    }
    statuses = Set.copyOf(statuses);
    labels = Map.copyOf(labels);
  }

  /** The newest executions, whatever they are. */
  public static ListQuery newest(int limit) {
    return new ListQuery(
        limit,
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public ListQuery withStatuses(Set<ExecutionStatus> only) {
    return new ListQuery(limit, only, laneId, targetId, tenantId, labels, since, until, pageToken);
  }

  public ListQuery withLane(String only) {
    return new ListQuery(
        limit, statuses, Optional.of(only), targetId, tenantId, labels, since, until, pageToken);
  }

  public ListQuery withLabels(Map<String, String> all) {
    return new ListQuery(limit, statuses, laneId, targetId, tenantId, all, since, until, pageToken);
  }

  public ListQuery admittedFrom(Instant first) {
    return new ListQuery(
        limit, statuses, laneId, targetId, tenantId, labels, Optional.of(first), until, pageToken);
  }

  public ListQuery admittedBefore(Instant end) {
    return new ListQuery(
        limit, statuses, laneId, targetId, tenantId, labels, since, Optional.of(end), pageToken);
  }

  public ListQuery after(String token) {
    return new ListQuery(
        limit, statuses, laneId, targetId, tenantId, labels, since, until, Optional.of(token));
  }

  /** Whether an execution is one of those that are asked for. */
  boolean wants(ExecutionView view) {
    return (statuses.isEmpty() || view.status().map(statuses::contains).orElse(false))
        && isOrAny(laneId, view.laneId())
        && isOrAny(targetId, view.targetId())
        && isOrAny(tenantId, view.tenantId())
        && view.labels().entrySet().containsAll(labels.entrySet())
        && isInTime(view.state().admittedAt());
  }

  private static boolean isOrAny(Optional<String> wanted, Optional<String> found) {
    return wanted.isEmpty() || wanted.equals(found);
  }

  private boolean isInTime(Optional<Instant> admittedAt) {
    return since.map(from -> admittedAt.map(at -> !at.isBefore(from)).orElse(false)).orElse(true)
        && until.map(to -> admittedAt.map(at -> at.isBefore(to)).orElse(false)).orElse(true);
  }
}
