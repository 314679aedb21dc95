package io.executionplane.contracts.admission;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Length;
import io.executionplane.contracts.json.NotBlank;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * That a request may run, and where. A refusal is a {@link Rejection}.
 *
 * @param targetId absent in direct mode, which selects no target
 * @param attestationClass the class for which the target was taken
 */
@ContractVersion("1")
public record AdmissionDecision(
    @Ref String requestId,
    AdmissionStatus status,
    ExecutionRef executionRef,
    @Ref String laneId,
    @Ref Optional<String> targetId,
    @Ref Optional<String> attestationClass,
    @NotBlank @Length(max = 1024) Optional<String> reason) {

  public static final Contract<AdmissionDecision> CONTRACT = Contract.of(AdmissionDecision.class);

  private static final Rules RULES = Rules.of(AdmissionDecision.class);

  public AdmissionDecision {
    RULES
        .check(requestId, status, executionRef, laneId, targetId, attestationClass, reason)
        .and(
            () -> targetId.isPresent() == attestationClass.isPresent(),
            "attestationClass",
            "must be given exactly with target_id")
        .orThrow();
  }
}
