package io.executionplane.node.http.attach;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.node.RuntimeClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** The end of an execution, for as long as somebody waits for it. */
final class Ending {

  private static final Duration LOOK_UP_EVERY = Duration.ofSeconds(30);

  private Ending() {}

  /** Completes with the end; fails with a timeout some time after nobody waits any more. */
  static CompletionStage<ExecutionResult> of(
      RuntimeClient client, ExecutionRef ref, BooleanSupplier isAwaited) {
    return client
        .awaitResult(ref, LOOK_UP_EVERY)
        .exceptionallyCompose(
            failure ->
                isLate(failure) && isAwaited.getAsBoolean()
                    ? of(client, ref, isAwaited)
                    : CompletableFuture.failedStage(failure));
  }

  private static boolean isLate(Throwable failure) {
    return failure instanceof TimeoutException || failure.getCause() instanceof TimeoutException;
  }
}
