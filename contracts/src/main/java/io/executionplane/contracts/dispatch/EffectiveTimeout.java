package io.executionplane.contracts.dispatch;

import io.executionplane.contracts.dispatch.DispatchRefusal.Reason;
import io.executionplane.contracts.packet.ExecutionIntent;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.packet.HttpExecutionIntent;
import io.executionplane.contracts.packet.HttpTimeouts;
import io.executionplane.contracts.packet.ResolvedBudget;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How long a dispatch may take: the least of what the caller, the route's budget, the exchange and
 * the deadline allow, in whole milliseconds.
 *
 * <p>A limit that leaves no time is an objection, not a limit to leave out: leaving it out would
 * give the most time to whoever came too late.
 */
public final class EffectiveTimeout {

  /** What holds where nobody sets a limit. */
  public static final Duration DEFAULT = Duration.ofSeconds(30);

  private final Optional<Long> callerMs;
  private final Optional<Long> budgetMs;
  private final Optional<Long> exchangeMs;
  private final Optional<Long> remainingMs;

  private EffectiveTimeout(
      Optional<Long> callerMs,
      Optional<Long> budgetMs,
      Optional<Long> exchangeMs,
      Optional<Long> remainingMs) {
    this.callerMs = callerMs;
    this.budgetMs = budgetMs;
    this.exchangeMs = exchangeMs;
    this.remainingMs = remainingMs;
  }

  /**
   * The limits of a dispatch.
   *
   * @param callerMs what the caller gives, in milliseconds
   */
  public static EffectiveTimeout of(
      ExecutionRoute route, ExecutionIntent intent, Optional<Long> callerMs, Instant now) {
    return new EffectiveTimeout(
        callerMs,
        route.resolvedBudget().flatMap(ResolvedBudget::timeoutMs),
        exchangeMs(intent),
        intent.envelope().deadlineAt().map(deadline -> Duration.between(now, deadline).toMillis()));
  }

  /** Why the dispatch must not begin; empty if it may. */
  public Optional<DispatchRefusal> objection() {
    if (leavesNoTime(callerMs)) {
      return Optional.of(
          DispatchRefusal.of(Reason.INVALID_TIMEOUT, "/timeout_ms", "must be at least 1"));
    }
    if (leavesNoTime(remainingMs)) {
      return Optional.of(
          DispatchRefusal.of(
              Reason.DEADLINE_EXPIRED, "/intent/envelope/deadline_at", "must be to come"));
    }
    return Optional.empty();
  }

  /** The least of the limits; of use only without an {@link #objection}. */
  public Duration value() {
    return Stream.of(callerMs, budgetMs, exchangeMs, remainingMs)
        .flatMap(Optional::stream)
        .min(Long::compare)
        .map(Duration::ofMillis)
        .orElse(DEFAULT);
  }

  private static Optional<Long> exchangeMs(ExecutionIntent intent) {
    return intent instanceof HttpExecutionIntent http
        ? http.timeouts().flatMap(HttpTimeouts::requestTimeoutMs)
        : Optional.empty();
  }

  private static boolean leavesNoTime(Optional<Long> limit) {
    return limit.isPresent() && limit.get() < 1;
  }
}
