package io.executionplane.contracts.admission;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.Provenance;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.target.TargetDescriptor;

/**
 * An admitted request on its way to its target: what a target that is not part of this node
 * receives. Says again what the request says of lane, operation and payload, and must agree with
 * it.
 */
@ContractVersion("1")
public record ExecutionRequest(
    ExecutionRef executionRef,
    AdmissionRequest admissionRequest,
    TargetDescriptor targetDescriptor,
    @NotBlank @Length(max = 64) String laneId,
    @NotBlank @Length(max = 64) String operation,
    JsonObject payload,
    Provenance provenance) {

  public static final Contract<ExecutionRequest> CONTRACT = Contract.of(ExecutionRequest.class);

  private static final Rules RULES = Rules.of(ExecutionRequest.class);

  public ExecutionRequest {
    RULES
        .check(
            executionRef,
            admissionRequest,
            targetDescriptor,
            laneId,
            operation,
            payload,
            provenance)
        .and(
            () -> laneId.equals(admissionRequest.laneId()),
            "laneId",
            "must equal /admission_request/lane_id")
        .and(
            () -> laneId.equals(targetDescriptor.laneId()),
            "targetDescriptor",
            "must be a target of the lane")
        .and(
            () -> operation.equals(admissionRequest.operation()),
            "operation",
            "must equal /admission_request/operation")
        .and(
            () -> payload.equals(admissionRequest.payload()),
            "payload",
            "must equal /admission_request/payload")
        .orThrow();
  }
}
