package io.executionplane.lanes.spi;

import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.lane.LanePayload;
import java.util.List;
import java.util.Map;

/**
 * What a lane is to do: admitted, recorded, and typed.
 *
 * @param targetId where: one of the targets that the lane brings with it
 * @param constraints what the caller limited; each that the plane does not see to by itself is one
 *     that the target was found to enforce, and the lane MUST enforce it
 * @param secrets the value of each credential that the payload names; a lane gives them to its
 *     effect and to nobody else
 */
public record LaneOrder<P extends LanePayload>(
    ExecutionRef ref,
    String operation,
    P payload,
    String targetId,
    List<RuntimeConstraint> constraints,
    Map<CredentialHandle, Secret> secrets) {

  public LaneOrder {
    constraints = List.copyOf(constraints);
    secrets = Map.copyOf(secrets);
  }

  /** The same order, of which only the payload is another. */
  public <Q extends LanePayload> LaneOrder<Q> with(Q other) {
    return new LaneOrder<>(ref, operation, other, targetId, constraints, secrets);
  }

  /** An order that limits nothing and names no credential. */
  public LaneOrder(ExecutionRef ref, String operation, P payload, String targetId) {
    this(ref, operation, payload, targetId, List.of(), Map.of());
  }
}
