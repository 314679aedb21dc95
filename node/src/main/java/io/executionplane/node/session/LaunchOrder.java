package io.executionplane.node.session;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.node.admission.EffectiveLimits;

/** What a lane session is to do: admitted, durable, and to be done at most once. */
public record LaunchOrder(
    ExecutionRef ref,
    String laneId,
    String targetId,
    String operation,
    JsonObject payload,
    EffectiveLimits limits,
    long admissionMicros,
    Foreground foreground) {}
