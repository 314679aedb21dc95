package io.executionplane.node.execution;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.Rejection;
import java.time.Duration;
import java.util.Optional;

/** What a caller is told about a submitted request. */
public sealed interface SubmitReply {

  ExecutionRef ref();

  /**
   * The request was judged, and the verdict is durable.
   *
   * @param status where the execution stands now
   * @param replayed whether an earlier submission of the same request led here
   * @param rejection why it was refused, if it was
   */
  record Receipt(
      ExecutionRef ref, ExecutionStatus status, boolean replayed, Optional<Rejection> rejection)
      implements SubmitReply {}

  /** The request id was used before, for another request. Nothing was done. */
  record KeyReused(ExecutionRef ref) implements SubmitReply {}

  /** The request could not be recorded. Nothing was done. */
  record NotRecorded(ExecutionRef ref, String reason) implements SubmitReply {}

  /**
   * There is no room for the request, neither to run nor to wait. Nothing of it was kept: it may
   * come again under the same key.
   *
   * @param budget what is spent, for example {@code tenant_queued}
   * @param retryAfter when it may be worth trying again
   */
  record Shed(ExecutionRef ref, String budget, Duration retryAfter) implements SubmitReply {}
}
