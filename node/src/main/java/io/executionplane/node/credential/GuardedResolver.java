package io.executionplane.node.credential;

import io.executionplane.lanes.spi.CredentialHandle;
import io.executionplane.lanes.spi.Secret;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A resolver whose faults are its own: it is asked on threads of its own, with a time limit. An
 * answer that comes too late is forgotten.
 */
final class GuardedResolver implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedResolver.class);

  /** So many calls that block, against the rules, block nobody else's threads. */
  private static final int THREADS = 4;

  /** Calls that wait for a thread at most; beyond them one fails at once. */
  private static final int WAITING_MAX = 4096;

  private static final int IDLE_SECONDS = 10;

  private final CredentialResolver resolver;
  private final Duration answerWithin;
  private final ThreadPoolExecutor carrier;

  GuardedResolver(CredentialResolver resolver, Duration answerWithin) {
    this.resolver = resolver;
    this.answerWithin = answerWithin;
    this.carrier =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            this::thread);
    carrier.allowCoreThreadTimeOut(true);
  }

  private Thread thread(Runnable work) {
    var thread = new Thread(work, "credentials-" + resolver.resolverId());
    thread.setDaemon(true);
    return thread;
  }

  String resolverId() {
    return resolver.resolverId();
  }

  /** Whether a handle is its own. If it cannot even say that, nobody else is asked instead. */
  boolean recognises(CredentialHandle handle) {
    try {
      return resolver.recognises(handle);
    } catch (RuntimeException broken) {
      LOG.warn("the resolver {} failed to recognise: {}", resolver.resolverId(), name(broken));
      return true;
    }
  }

  /** Asks for a value. The stage does not fail: that there is none is an answer too. */
  CompletionStage<Answer> ask(CredentialHandle handle, CredentialContext context) {
    return begin(handle, context)
        .orTimeout(answerWithin.toMillis(), TimeUnit.MILLISECONDS)
        .<Answer>thenApply(Answer.Value::new)
        .exceptionally(failure -> new Answer.None(reason(failure)));
  }

  private CompletableFuture<Secret> begin(CredentialHandle handle, CredentialContext context) {
    try {
      return CompletableFuture.supplyAsync(() -> resolver.resolve(handle, context), carrier)
          .thenCompose(Function.identity())
          .thenApply(Objects::requireNonNull);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(
          new CredentialUnavailable("too much is asked of its resolver"));
    }
  }

  private String reason(Throwable failure) {
    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof CredentialUnavailable known) {
      return String.valueOf(known.getMessage());
    }
    if (cause instanceof TimeoutException) {
      LOG.warn("the resolver {} did not answer in time", resolver.resolverId());
      return "its resolver did not answer within " + answerWithin.toMillis() + " ms";
    }
    // Of the failure only the type is shown: its message may quote the value.
    LOG.warn("the resolver {} did not answer: {}", resolver.resolverId(), name(cause));
    return "its resolver failed";
  }

  private static String name(@Nullable Throwable failure) {
    return failure == null ? "no reason" : failure.getClass().getName();
  }

  /** What is being asked is not waited for, and threads are not interrupted. */
  @Override
  public void close() {
    carrier.shutdown();
  }

  /** What a resolver said. */
  sealed interface Answer {

    /** The value. */
    record Value(Secret secret) implements Answer {}

    /** Why there is none. */
    record None(String reason) implements Answer {}
  }
}
