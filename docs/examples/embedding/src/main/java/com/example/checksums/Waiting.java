package com.example.checksums;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** From the plane's stages to this server's threads, for a bounded time. */
final class Waiting {

  /** How long a caller is kept waiting at most. */
  static final Duration PATIENCE = Checksums.TIME_MAX.plusSeconds(10);

  private static final System.Logger LOG = System.getLogger(Waiting.class.getName());

  private Waiting() {}

  /** What must be there soon. */
  static <T> T forAnswer(CompletionStage<T> stage) throws Refused {
    try {
      return forEnd(stage);
    } catch (TimeoutException late) {
      throw new Refused(503, "the plane does not answer; asking again is safe");
    }
  }

  /** What may take longer than anybody wants to wait. */
  static <T> T forEnd(CompletionStage<T> stage) throws Refused, TimeoutException {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof TimeoutException late) {
        throw late;
      }
      LOG.log(System.Logger.Level.ERROR, "the plane failed", failed);
      throw new Refused(503, "the plane cannot serve this now");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new Refused(503, "the service is being stopped");
    }
  }
}
