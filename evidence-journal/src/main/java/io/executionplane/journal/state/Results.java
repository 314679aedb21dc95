package io.executionplane.journal.state;

import io.executionplane.contracts.evidence.EvidencePayload.AdmissionRejected;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionCancelled;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionCompleted;
import io.executionplane.contracts.evidence.EvidencePayload.ExecutionFailed;
import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.ExecutionMetrics;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.Rejection;
import io.executionplane.contracts.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * How an execution ended, as callers see it: the terminal event's own part, and what the events
 * before it said.
 */
record Results(
    Optional<JsonObject> output,
    Optional<Failure> failure,
    Optional<Rejection> rejection,
    Optional<Containment> containment,
    Optional<ExecutionMetrics> metrics) {

  private static final Results NOTHING =
      new Results(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  static Optional<ExecutionResult> of(ExecutionState state) {
    return state.ended().map(end -> from(end.payload()).in(state, end.payload()));
  }

  private ExecutionResult in(ExecutionState state, Terminal end) {
    return new ExecutionResult(
        state.ref(),
        end.status(),
        state.provenance().orElseThrow(),
        output,
        failure,
        rejection,
        containment,
        metrics,
        List.copyOf(state.streams().closed().values()));
  }

  private static Results from(Terminal end) {
    if (end instanceof ExecutionCompleted completed) {
      return completed(completed);
    }
    if (end instanceof ExecutionFailed failed) {
      return failed(failed);
    }
    if (end instanceof ExecutionCancelled cancelled) {
      return cancelled(cancelled);
    }
    if (end instanceof AdmissionRejected rejected) {
      return rejected(rejected);
    }
    // Lost: the truth is unknown, and a result that guesses would be worse than none.
    return NOTHING;
  }

  private static Results completed(ExecutionCompleted end) {
    return new Results(
        Optional.of(end.output()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(end.containment()),
        Optional.of(end.metrics()));
  }

  private static Results failed(ExecutionFailed end) {
    return new Results(
        end.output(),
        end.failure(),
        Optional.empty(),
        end.containment(),
        Optional.of(end.metrics()));
  }

  private static Results cancelled(ExecutionCancelled end) {
    return new Results(
        end.output(),
        Optional.empty(),
        Optional.empty(),
        end.containment(),
        Optional.of(end.metrics()));
  }

  private static Results rejected(AdmissionRejected end) {
    return new Results(
        Optional.empty(),
        Optional.empty(),
        Optional.of(end.rejection()),
        Optional.empty(),
        Optional.empty());
  }
}
