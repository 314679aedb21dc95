package io.executionplane.journal.grant;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A use that waits to be counted, and whoever waits for that. */
final class PendingUse {

  private final UseLimit limit;
  private final ExecutionRef ref;
  private final CompletableFuture<Boolean> counted = new CompletableFuture<>();

  PendingUse(UseLimit limit, ExecutionRef ref) {
    this.limit = limit;
    this.ref = ref;
  }

  UseLimit limit() {
    return limit;
  }

  String issuer() {
    return limit.issuer();
  }

  String grantId() {
    return limit.grantId();
  }

  ExecutionRef ref() {
    return ref;
  }

  CompletionStage<Boolean> counted() {
    return counted.minimalCompletionStage();
  }

  void answer(boolean wasLeft) {
    counted.complete(wasLeft);
  }

  void fail(RuntimeException why) {
    counted.completeExceptionally(why);
  }
}
