package io.executionplane.contracts.packet;

import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import java.util.Optional;

/**
 * The payload of the events {@code dispatch.completed} and {@code dispatch.failed}.
 *
 * @param failureClass absent when the dispatch succeeded, and when it failed though the plane did
 *     not, as a command does that exits with 3
 */
public record DispatchEnded(
    @Ref String family, OutcomeStatus status, Optional<FailureClass> failureClass) {

  /** The type of the event of a dispatch that succeeded. */
  public static final String COMPLETED = "dispatch.completed";

  /** The type of the event of a dispatch that failed. */
  public static final String FAILED = "dispatch.failed";

  public static final Contract<DispatchEnded> CONTRACT = Contract.of(DispatchEnded.class);

  private static final Rules RULES = Rules.of(DispatchEnded.class);

  public DispatchEnded {
    RULES
        .check(family, status, failureClass)
        .and(
            () -> failureClass.isEmpty() || status == OutcomeStatus.FAILED,
            "failureClass",
            "must be absent unless the status is failed")
        .orThrow();
  }

  /** The type of the event that carries this. */
  public String eventType() {
    return status == OutcomeStatus.SUCCEEDED ? COMPLETED : FAILED;
  }
}
