package io.executionplane.contracts.execution;

import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Rules;
import java.util.List;
import java.util.Optional;

/**
 * How an execution ended. Bytes are not here: {@code streams} says where they are and what they
 * hash to.
 *
 * @param output the lane's own typed result; absent where the lane could not give one
 */
@ContractVersion("1")
public record ExecutionResult(
    ExecutionRef executionRef,
    ExecutionStatus status,
    Provenance provenance,
    Optional<JsonObject> output,
    Optional<Failure> failure,
    Optional<Rejection> rejection,
    Optional<Containment> containment,
    Optional<ExecutionMetrics> metrics,
    List<StreamRecord> streams) {

  private static final Rules RULES = Rules.of(ExecutionResult.class);

  public ExecutionResult {
    RULES
        .check(
            executionRef,
            status,
            provenance,
            output,
            failure,
            rejection,
            containment,
            metrics,
            streams)
        .and(() -> status.isTerminal(), "status", "must be terminal")
        .and(
            () -> rejection.isPresent() == (status == ExecutionStatus.REJECTED),
            "rejection",
            "must be given exactly when the status is rejected")
        .orThrow();
    streams = List.copyOf(streams);
  }
}
