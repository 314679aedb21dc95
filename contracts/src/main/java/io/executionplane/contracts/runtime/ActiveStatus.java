package io.executionplane.contracts.runtime;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.Handle;
import io.executionplane.contracts.json.Range;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * Where a running execution stands. A terminal one has a receipt and both its directions closed.
 *
 * @param sequence of the last event
 */
@ContractVersion("ExecutionPlane.ActiveStatus.v1")
public record ActiveStatus(
    ExecutionRef executionRef,
    ActiveState state,
    @Range(min = 1) long fence,
    @Range(min = 0) long sequence,
    boolean inputOpen,
    boolean outputOpen,
    Optional<RuntimeError> error,
    @Handle("receipt://execution-plane/") Optional<String> receiptRef) {

  public static final Contract<ActiveStatus> CONTRACT = Contract.of(ActiveStatus.class);

  private static final Rules RULES = Rules.of(ActiveStatus.class);

  public ActiveStatus {
    RULES
        .check(executionRef, state, fence, sequence, inputOpen, outputOpen, error, receiptRef)
        .and(
            () -> receiptRef.isPresent() == state.isTerminal(),
            "receiptRef",
            "must be given exactly when the state is terminal")
        .and(
            () -> Receipts.areOf(executionRef, receiptRef), "receiptRef", "must name the execution")
        .and(
            () -> state != ActiveState.COMPLETED || error.isEmpty(),
            "error",
            "must not be given where all went well")
        .and(
            () -> !state.isTerminal() || !inputOpen,
            "inputOpen",
            "must be false in a terminal state")
        .and(
            () -> !state.isTerminal() || !outputOpen,
            "outputOpen",
            "must be false in a terminal state")
        .orThrow();
  }

  // --- How it changes. Each refuses whoever speaks for another generation.

  /** In its next state. Where it ends there, both directions are closed and it has a receipt. */
  public Transition<ActiveStatus> moveTo(ActiveState next, long claimedFence) {
    return moveTo(next, Optional.empty(), claimedFence);
  }

  /**
   * In its next state because of some trouble.
   *
   * @throws io.executionplane.contracts.json.ContractViolationException if the next state says that
   *     all went well
   */
  public Transition<ActiveStatus> moveTo(
      ActiveState next, RuntimeError because, long claimedFence) {
    return moveTo(next, Optional.of(because), claimedFence);
  }

  private Transition<ActiveStatus> moveTo(
      ActiveState next, Optional<RuntimeError> because, long claimedFence) {
    return Transition.unless(
        Transition.objection(state, fence, next, claimedFence),
        () ->
            new ActiveStatus(
                executionRef,
                next,
                fence,
                sequence,
                inputOpen && !next.isTerminal(),
                outputOpen && !next.isTerminal(),
                because,
                Receipts.in(next, executionRef, fence)));
  }

  /** After one more event. Events may follow the end: the receipt is one. */
  public Transition<ActiveStatus> nextEvent(long claimedFence) {
    return Transition.unless(
        staleness(claimedFence),
        () ->
            new ActiveStatus(
                executionRef,
                state,
                fence,
                sequence + 1,
                inputOpen,
                outputOpen,
                error,
                receiptRef));
  }

  /** After the end of its input. */
  public Transition<ActiveStatus> closeInput(long claimedFence) {
    return Transition.unless(
        staleness(claimedFence).or(this::inputIsClosed),
        () ->
            new ActiveStatus(
                executionRef, state, fence, sequence, false, outputOpen, error, receiptRef));
  }

  private Optional<TransitionRefusal> inputIsClosed() {
    return inputOpen ? Optional.empty() : Optional.of(TransitionRefusal.EXECUTION_INPUT_CLOSED);
  }

  private Optional<TransitionRefusal> staleness(long claimedFence) {
    return claimedFence == fence
        ? Optional.empty()
        : Optional.of(TransitionRefusal.STALE_EXECUTION_FENCE);
  }
}
