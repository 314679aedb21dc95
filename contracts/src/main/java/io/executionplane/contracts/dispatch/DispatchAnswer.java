package io.executionplane.contracts.dispatch;

import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Size;
import io.executionplane.contracts.packet.ExecutionOutcome;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.packet.OutcomeArtifact;
import io.executionplane.contracts.packet.OutcomeMetrics;
import io.executionplane.contracts.packet.OutcomeStatus;
import java.util.List;
import java.util.Optional;

/**
 * What an executor brings back. Whose answer it is (route, family, lineage) is not for it to say.
 *
 * @param rawPayload as the protocol gave it
 * @param metrics what it has not measured is added from the outside
 * @param failure only when failed, and not even then when the plane did not fail
 */
public record DispatchAnswer(
    OutcomeStatus status,
    Optional<JsonObject> rawPayload,
    @Size(max = 256) List<OutcomeArtifact> artifacts,
    Optional<OutcomeMetrics> metrics,
    Optional<Failure> failure) {

  private static final Rules RULES = Rules.of(DispatchAnswer.class);

  public DispatchAnswer {
    RULES
        .check(status, rawPayload, artifacts, metrics, failure)
        .and(
            () -> failure.isEmpty() || status == OutcomeStatus.FAILED,
            "failure",
            "must be absent unless the status is failed")
        .orThrow();
    artifacts = List.copyOf(artifacts);
  }

  /** It worked. */
  public static DispatchAnswer succeeded(JsonObject rawPayload) {
    return answer(OutcomeStatus.SUCCEEDED, Optional.of(rawPayload), Optional.empty());
  }

  /** It ended badly, and the plane did its part: a command that exits with 3, for example. */
  public static DispatchAnswer failed(JsonObject rawPayload) {
    return answer(OutcomeStatus.FAILED, Optional.of(rawPayload), Optional.empty());
  }

  /** It failed, after as much as the payload tells. */
  public static DispatchAnswer failed(Failure failure, Optional<JsonObject> rawPayload) {
    return answer(OutcomeStatus.FAILED, rawPayload, Optional.of(failure));
  }

  private static DispatchAnswer answer(
      OutcomeStatus status, Optional<JsonObject> rawPayload, Optional<Failure> failure) {
    return new DispatchAnswer(status, rawPayload, List.of(), Optional.empty(), failure);
  }

  ExecutionOutcome outcome(ExecutionRoute route) {
    return new ExecutionOutcome(
        route.routeId(),
        status,
        route.family(),
        route.lineage(),
        rawPayload,
        artifacts,
        metrics,
        failure);
  }
}
