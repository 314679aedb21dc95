package io.executionplane.node.credential;

import io.executionplane.contracts.execution.ExecutionRef;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How tests ask for credentials. */
final class Asking {

  static final CredentialContext CONTEXT =
      new CredentialContext(
          ExecutionRef.derive("default", "request"), "process", "run", "local", Optional.empty());

  private Asking() {}

  /** What a stage came to; throws what it failed with. */
  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(failed);
    } catch (InterruptedException | TimeoutException late) {
      throw new AssertionError(late);
    }
  }
}
