package io.executionplane.node.authority;

import io.executionplane.contracts.admission.AuthorityRef;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.Scheduler;
import org.apache.pekko.pattern.CircuitBreaker;
import org.apache.pekko.pattern.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A verifier whose faults are its own: it is asked on threads of its own. One that depends on
 * others has a time limit, and is not asked at all for a while once it fails again and again. An
 * answer that comes too late changes nothing.
 */
final class GuardedVerifier implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedVerifier.class);

  /** So many calls that block, against the rules, block nobody else's threads. */
  private static final int THREADS = 4;

  /** Calls that wait for a thread at most; beyond them one fails at once. */
  private static final int WAITING_MAX = 4096;

  private static final int IDLE_SECONDS = 10;

  private final AuthorityVerifier verifier;
  private final VerifierLimits limits;
  private final ExecutorService carrier;
  private final CircuitBreaker breaker;

  GuardedVerifier(AuthorityVerifier verifier, VerifierLimits limits, Scheduler scheduler) {
    this.verifier = verifier;
    this.limits = limits;
    this.carrier = carrier("authority-" + verifier.verifierId());
    this.breaker =
        CircuitBreaker.create(
                scheduler, limits.failuresMax(), limits.answerWithin(), limits.openFor())
            .addOnOpenListener(this::opened);
  }

  private static ExecutorService carrier(String name) {
    var carrier =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_MAX),
            work -> {
              var thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
    carrier.allowCoreThreadTimeOut(true);
    return carrier;
  }

  AuthorityVerifier verifier() {
    return verifier;
  }

  /**
   * Whether it is this one's to judge. If it cannot even say that, nobody else may judge instead.
   */
  boolean recognises(AuthorityRef ref) {
    try {
      return verifier.recognises(ref);
    } catch (RuntimeException broken) {
      LOG.warn("the verifier {} failed to recognise: {}", verifier.verifierId(), name(broken));
      return true;
    }
  }

  /** Has an authority judged. The stage does not fail: a judge who breaks is a fact too. */
  CompletionStage<AuthorityFact> judge(AuthorityRef ref, AuthorityContext context) {
    return verdict(ref, context).handle(this::fact);
  }

  private CompletionStage<AuthorityVerdict> verdict(AuthorityRef ref, AuthorityContext context) {
    if (!verifier.dependsOnOthers()) {
      return onItsThreads(() -> verifier.verify(ref, context));
    }
    var until = System.nanoTime() + limits.answerWithin().toNanos();
    return breaker.callWithCircuitBreakerCS(() -> onItsThreads(() -> ask(ref, context, until)));
  }

  private CompletionStage<AuthorityVerdict> onItsThreads(
      Supplier<CompletionStage<AuthorityVerdict>> question) {
    try {
      return CompletableFuture.supplyAsync(question, carrier)
          .thenCompose(Function.identity())
          .thenApply(Objects::requireNonNull);
    } catch (RejectedExecutionException tooManyWait) {
      return CompletableFuture.failedStage(tooManyWait);
    }
  }

  /** What waited for a thread until its time was up is not asked any more. */
  private CompletionStage<AuthorityVerdict> ask(
      AuthorityRef ref, AuthorityContext context, long until) {
    return System.nanoTime() - until < 0
        ? verifier.verify(ref, context)
        : CompletableFuture.failedStage(new TimeoutException("nobody waits for it any more"));
  }

  private AuthorityFact fact(@Nullable AuthorityVerdict verdict, @Nullable Throwable failure) {
    if (verdict != null) {
      return new AuthorityFact.Judged(verdict);
    }
    var cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof CircuitBreakerOpenException) {
      return new AuthorityFact.VerifierSuspended();
    }
    if (cause instanceof TimeoutException) {
      LOG.warn("the verifier {} did not answer in time", verifier.verifierId());
      return new AuthorityFact.TimedOut();
    }
    // Of the failure only the type is shown: its message may quote the authority.
    LOG.warn("the verifier {} did not judge: {}", verifier.verifierId(), name(cause));
    return new AuthorityFact.VerifierFailed();
  }

  private void opened() {
    LOG.error(
        "the verifier {} failed {} times in a row; it is not asked for {} ms",
        verifier.verifierId(),
        limits.failuresMax(),
        limits.openFor().toMillis());
  }

  private static String name(@Nullable Throwable failure) {
    return failure == null ? "no reason" : failure.getClass().getName();
  }

  /** What is being judged is not waited for, and threads are not interrupted. */
  @Override
  public void close() {
    carrier.shutdown();
  }
}
