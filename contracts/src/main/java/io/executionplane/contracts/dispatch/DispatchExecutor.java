package io.executionplane.contracts.dispatch;

import java.util.concurrent.CompletionStage;

/** Carries out the dispatches of one protocol: the only part of a dispatch with effects. */
@FunctionalInterface
public interface DispatchExecutor {

  /**
   * Carries a plan out, once and without a fallback.
   *
   * <p>It MUST end by the plan's timeout, with a failure of class {@code timeout} and whatever it
   * had got by then: nobody else watches the time. What it throws, and what its stage fails with,
   * counts as a failed transport, of which no more is told than its type.
   */
  CompletionStage<DispatchAnswer> execute(DispatchPlan plan);
}
