package io.executionplane.contracts.runtime;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Timestamps;
import java.time.Instant;
import java.util.Optional;

/**
 * An execution that was started: how to name it from now on.
 *
 * @param fence generation of whoever runs it
 * @param receiptRef there once it has ended
 */
@ContractVersion("ExecutionPlane.ActiveExecution.v1")
public record ActiveExecution(
    ExecutionRef executionRef,
    @Handle("session://execution-plane/") String sessionRef,
    @Ref String admissionDecisionRef,
    @Ref String nodeId,
    @Ref String laneId,
    ActiveState state,
    Instant startedAt,
    @Range(min = 1) long fence,
    @Handle("receipt://execution-plane/") Optional<String> receiptRef) {

  public static final Contract<ActiveExecution> CONTRACT = Contract.of(ActiveExecution.class);

  private static final Rules RULES = Rules.of(ActiveExecution.class);

  public ActiveExecution {
    RULES
        .check(
            executionRef,
            sessionRef,
            admissionDecisionRef,
            nodeId,
            laneId,
            state,
            startedAt,
            fence,
            receiptRef)
        .and(
            () -> sessionRef.equals("session://execution-plane/" + executionRef.text()),
            "sessionRef",
            "must name the execution")
        .and(
            () -> receiptRef.isPresent() == state.isTerminal(),
            "receiptRef",
            "must be given exactly when the state is terminal")
        .and(
            () -> Receipts.areOf(executionRef, receiptRef), "receiptRef", "must name the execution")
        .orThrow();
    startedAt = Timestamps.micros(startedAt);
  }

  /**
   * The execution in its next state. Where it ends there, it has a receipt.
   *
   * @param claimedFence generation of whoever says so
   */
  public Transition<ActiveExecution> moveTo(ActiveState next, long claimedFence) {
    return Transition.unless(
        Transition.objection(state, fence, next, claimedFence),
        () ->
            new ActiveExecution(
                executionRef,
                sessionRef,
                admissionDecisionRef,
                nodeId,
                laneId,
                next,
                startedAt,
                fence,
                Receipts.in(next, executionRef, fence)));
  }
}
