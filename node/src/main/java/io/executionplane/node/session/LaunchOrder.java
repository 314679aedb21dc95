package io.executionplane.node.session;

import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.evidence.AuthorityEvidence;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionStarted;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.target.TargetDescriptor;
import io.executionplane.node.admission.EffectiveLimits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a lane session is to do: admitted, durable, and to be done at most once.
 *
 * @param target where, as it was measured
 * @param constraints what the caller asked for; those that the plane does not see to itself are the
 *     lane's and the target's
 * @param deadlineAt when the caller's wish expires
 * @param authority under which authority; absent in direct mode
 * @param limits those in force
 * @param admissionMicros from the request's arrival to the verdict, microseconds
 * @param queueMicros how long it waited for its turn, microseconds
 */
public record LaunchOrder(
    ExecutionRef ref,
    String laneId,
    TargetDescriptor target,
    String operation,
    JsonObject payload,
    List<RuntimeConstraint> constraints,
    Optional<Instant> deadlineAt,
    Optional<AuthorityEvidence> authority,
    EffectiveLimits limits,
    long admissionMicros,
    long queueMicros,
    Foreground foreground) {

  public LaunchOrder {
    constraints = List.copyOf(constraints);
  }

  public String targetId() {
    return target.targetId();
  }

  /** The event after which it may be carried out. */
  public ExecutionStarted started() {
    return new ExecutionStarted(
        operation,
        limits.wallClock().toMillis(),
        limits.outputBytesMax(),
        limits.captureBytesMax(),
        admissionMicros);
  }

  /** The same order once its turn has come: what it waited is gone from its deadline. */
  public LaunchOrder after(long waitedMicros, Instant now) {
    return new LaunchOrder(
        ref,
        laneId,
        target,
        operation,
        payload,
        constraints,
        deadlineAt,
        authority,
        limits.until(deadlineAt, now),
        admissionMicros,
        waitedMicros,
        foreground);
  }
}
