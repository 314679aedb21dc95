package io.executionplane.contracts.hazmat;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Inline;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;

/**
 * A pool of workers was asked for more than it may take on.
 *
 * @param currentLoad units of work under way
 */
@ContractVersion("ExecutionPlane.WorkerBudget.v1")
public record WorkerBudget(
    @Inline HazmatScope scope,
    @Ref String workerPoolRef,
    @Ref String budgetRef,
    @Ref String queueRef,
    @Ref String admissionDecisionRef,
    @Ref String shedReason,
    @Range(min = 0) long currentLoad) {

  public static final Contract<WorkerBudget> CONTRACT = Contract.of(WorkerBudget.class);

  private static final Rules RULES = Rules.of(WorkerBudget.class);

  public WorkerBudget {
    RULES
        .check(
            scope,
            workerPoolRef,
            budgetRef,
            queueRef,
            admissionDecisionRef,
            shedReason,
            currentLoad)
        .orThrow();
  }
}
