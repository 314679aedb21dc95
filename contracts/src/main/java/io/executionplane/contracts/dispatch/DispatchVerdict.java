package io.executionplane.contracts.dispatch;

import java.util.function.Function;

/** What came of planning a dispatch. */
public sealed interface DispatchVerdict {

  /** One answer for either case. */
  <T> T fold(Function<DispatchPlan, T> planned, Function<DispatchRefusal, T> refused);

  /** There is a plan. */
  record Planned(DispatchPlan plan) implements DispatchVerdict {

    @Override
    public <T> T fold(Function<DispatchPlan, T> planned, Function<DispatchRefusal, T> refused) {
      return planned.apply(plan);
    }
  }

  /** There is none, for a reason. */
  record Refused(DispatchRefusal refusal) implements DispatchVerdict {

    @Override
    public <T> T fold(Function<DispatchPlan, T> planned, Function<DispatchRefusal, T> refused) {
      return refused.apply(refusal);
    }
  }
}
