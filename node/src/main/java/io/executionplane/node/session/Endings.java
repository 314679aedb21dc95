package io.executionplane.node.session;

import io.executionplane.contracts.evidence.EvidencePayload.ExecutionCancelled;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionCompleted;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionFailed;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionFailed.FailedStatus;
import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.execution.ExecutionMetrics;
import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.LaneOutcome;
import io.executionplane.lanes.spi.OutputLimitReached;
import io.executionplane.node.admission.EffectiveLimits;
import java.util.Optional;

/** Which terminal event an end becomes. Pure. */
final class Endings {

  private Endings() {}

  /** The lane saw the effect end. */
  static Terminal ended(
      LaneOutcome outcome,
      Optional<StopCause> stopping,
      EffectiveLimits limits,
      ExecutionMetrics metrics) {
    var output = Optional.of(outcome.output());
    var containment = Optional.of(outcome.containment());
    if (outcome.stopped() && stopping.equals(Optional.of(StopCause.TIMEOUT))) {
      return new ExecutionFailed(
          FailedStatus.TIMED_OUT, output, Optional.of(timeout(limits)), containment, metrics);
    }
    if (outcome.stopped() && stopping.isPresent()) {
      return new ExecutionCancelled(output, containment, metrics);
    }
    return outcome.succeeded()
        ? new ExecutionCompleted(outcome.output(), outcome.containment(), metrics)
        : new ExecutionFailed(FailedStatus.FAILED, output, Optional.empty(), containment, metrics);
  }

  /** The lane broke, or was cut off. */
  static Terminal broke(
      Throwable cause,
      Optional<StopCause> stopping,
      EffectiveLimits limits,
      ExecutionMetrics metrics) {
    var timedOut = stopping.equals(Optional.of(StopCause.TIMEOUT));
    return new ExecutionFailed(
        timedOut ? FailedStatus.TIMED_OUT : FailedStatus.FAILED,
        Optional.empty(),
        Optional.of(failure(cause)),
        Optional.empty(),
        metrics);
  }

  /** Whether a failure is a way to end, rather than a fault of the lane's code. */
  static boolean isExpected(Throwable cause) {
    return cause instanceof LaneFailure || cause instanceof OutputLimitReached;
  }

  private static Failure failure(Throwable cause) {
    if (cause instanceof LaneFailure known) {
      return known.failure();
    }
    if (cause instanceof OutputLimitReached limit) {
      return new Failure(
          FailureClass.POLICY_DENIED, "output_limit", "stopped after " + limit.getMessage());
    }
    return new Failure(
        FailureClass.TRANSPORT_FAILED,
        "lane_broke",
        "the lane broke: " + cause.getClass().getSimpleName());
  }

  private static Failure timeout(EffectiveLimits limits) {
    return new Failure(
        FailureClass.TIMEOUT, "timeout", "stopped after " + limits.wallClock().toMillis() + " ms");
  }
}
