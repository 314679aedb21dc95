package io.executionplane.node.cli;

import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.journal.store.StoreException;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.http.resource.AttachResource;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How commands reach a plane, and wait for it. */
final class Planes {

  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(30);

  private Planes() {}

  /** The plane of the data directory, inside this JVM. */
  static ExecutionPlane open(StoreOptions store, String purpose) {
    return ExecutionPlane.builder()
        .config(store.settings())
        .dataDirectory(store.directory())
        .purpose(purpose)
        .attachRole(AttachResource.ATTACH_ROLE, AttachDirection.values())
        .start();
  }

  static <T> T await(CompletionStage<T> stage) {
    return await(stage, ANSWER_WITHIN);
  }

  static <T> T await(ExecutionPlane plane, CompletionStage<T> stage) {
    return await(plane, stage, ANSWER_WITHIN);
  }

  /** Waits for an answer of the plane's, and no longer than the plane can give one. */
  static <T> T await(ExecutionPlane plane, CompletionStage<T> stage, Duration within) {
    var answer = stage.toCompletableFuture().copy();
    var unused = plane.whenLost().thenAccept(answer::completeExceptionally);
    return await(answer, within);
  }

  static <T> T await(CompletionStage<T> stage, Duration within) {
    try {
      return stage.toCompletableFuture().get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      var cause = failed.getCause() == null ? failed : failed.getCause();
      if (cause instanceof StoreException lost) {
        throw new CliException(lost.getMessage() + " What ran was stopped.");
      }
      throw new CliException(cause.getClass().getSimpleName() + ": " + cause.getMessage());
    } catch (TimeoutException late) {
      throw new CliException("the plane did not answer within " + within.toSeconds() + " s");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CliException(ExitStatus.INTERRUPTED, "interrupted");
    }
  }
}
