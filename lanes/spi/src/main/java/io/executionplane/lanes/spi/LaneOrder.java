package io.executionplane.lanes.spi;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.lane.LanePayload;
import java.util.Map;

/**
 * What a lane is to do: admitted, recorded, and typed.
 *
 * @param secrets the value of each credential that the payload names; a lane gives them to its
 *     effect and to nobody else
 */
public record LaneOrder<P extends LanePayload>(
    ExecutionRef ref, String operation, P payload, Map<CredentialHandle, Secret> secrets) {

  public LaneOrder {
    secrets = Map.copyOf(secrets);
  }

  /** An order that names no credential. */
  public LaneOrder(ExecutionRef ref, String operation, P payload) {
    this(ref, operation, payload, Map.of());
  }
}
