package io.executionplane.contracts.hazmat;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;

/** A stream met its budget. */
@ContractVersion("ExecutionPlane.StreamBackpressure.v1")
public record StreamBackpressure(
    @Inline HazmatScope scope,
    @Ref String streamRef,
    @Ref String budgetRef,
    PressureClass pressureClass,
    @Ref String terminationReason,
    @Ref String diagnosticsRef,
    Instant lastHeartbeatAt) {

  public static final Contract<StreamBackpressure> CONTRACT = Contract.of(StreamBackpressure.class);

  private static final Rules RULES = Rules.of(StreamBackpressure.class);

  public StreamBackpressure {
    RULES
        .check(
            scope,
            streamRef,
            budgetRef,
            pressureClass,
            terminationReason,
            diagnosticsRef,
            lastHeartbeatAt)
        .orThrow();
    lastHeartbeatAt = Timestamps.micros(lastHeartbeatAt);
  }
}
