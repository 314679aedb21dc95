package io.executionplane.contracts.dispatch;

import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lineage.EventLineage;
import io.executionplane.contracts.lineage.RouteLineage;
import io.executionplane.contracts.packet.DispatchEnded;
import io.executionplane.contracts.packet.DispatchStarted;
import io.executionplane.contracts.packet.ExecutionOutcome;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.packet.OutcomeMetrics;
import io.executionplane.contracts.packet.RouteEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Runs plans: says that a dispatch began, has it carried out, says how it ended.
 *
 * <p>It promises an outcome for every plan. An executor that throws makes a failed outcome, never
 * an exception; a simulated route never reaches an executor; route, events and outcome carry one
 * and the same lineage. It has no threads of its own.
 */
public final class Dispatch {

  private final Map<DispatchProtocol, DispatchExecutor> executors;
  private final Supplier<Instant> clock;
  private final Supplier<String> eventIds;
  private final DispatchListener listener;

  /**
   * A kernel with these executors.
   *
   * @param eventIds gives every event an id that no other event ever had, not even before a restart
   */
  public Dispatch(
      Map<DispatchProtocol, DispatchExecutor> executors,
      Supplier<Instant> clock,
      Supplier<String> eventIds,
      DispatchListener listener) {
    this.executors = Map.copyOf(executors);
    this.clock = clock;
    this.eventIds = eventIds;
    this.listener = listener;
  }

  /** Runs a plan. The stage does not fail. */
  public CompletionStage<DispatchReport> run(DispatchPlan plan) {
    var route = plan.route();
    var startedAt = clock.get();
    var started = started(plan, startedAt);
    tell(started);
    return outcome(plan)
        .handle((outcome, failure) -> failure == null ? outcome : broken(route, failure))
        .thenApply(
            outcome -> {
              var finishedAt = clock.get();
              var ended = ended(outcome, finishedAt);
              tell(ended);
              return new DispatchReport(
                  measured(outcome, startedAt, finishedAt, plan), List.of(started, ended));
            });
  }

  // --- The effect

  private CompletionStage<ExecutionOutcome> outcome(DispatchPlan plan) {
    var route = plan.route();
    // What is thrown within a stage fails the stage, however it was thrown.
    var begin = CompletableFuture.completedFuture(plan);
    if (SimulatedDispatch.isSimulated(route)) {
      return begin.thenApply(simulated -> SimulatedDispatch.outcome(route, simulated.intent()));
    }
    var executor = Optional.ofNullable(executors.get(plan.protocol()));
    return executor.isEmpty()
        ? begin.thenApply(nobody -> noExecutor(nobody).outcome(route))
        : begin
            .thenCompose(executor.get()::execute)
            .thenApply(answer -> Objects.requireNonNull(answer).outcome(route));
  }

  private static DispatchAnswer noExecutor(DispatchPlan plan) {
    var reason = "nothing here carries out " + plan.protocol().wireName();
    return DispatchAnswer.failed(
        new Failure(FailureClass.ROUTE_UNRESOLVED, "executor_missing", reason), Optional.empty());
  }

  /** Tells the type only: a message may quote what was sent. */
  private static ExecutionOutcome broken(ExecutionRoute route, Throwable thrown) {
    var reason = "the executor ended with " + cause(thrown).getClass().getName();
    var failure = new Failure(FailureClass.TRANSPORT_FAILED, "executor_failed", reason);
    return DispatchAnswer.failed(failure, Optional.empty()).outcome(route);
  }

  private static Throwable cause(Throwable thrown) {
    var cause = thrown.getCause();
    return thrown instanceof CompletionException && cause != null ? cause : thrown;
  }

  // --- The outcome's metrics

  private static ExecutionOutcome measured(
      ExecutionOutcome outcome, Instant startedAt, Instant finishedAt, DispatchPlan plan) {
    var given = outcome.metrics();
    var metrics =
        new OutcomeMetrics(
            given.flatMap(OutcomeMetrics::startedAt).or(() -> Optional.of(startedAt)),
            given.flatMap(OutcomeMetrics::finishedAt).or(() -> Optional.of(finishedAt)),
            given.flatMap(OutcomeMetrics::timeoutMs).or(() -> Optional.of(timeoutMs(plan))),
            given.map(OutcomeMetrics::counts).orElseGet(Map::of));
    return outcome.withMetrics(metrics);
  }

  private static long timeoutMs(DispatchPlan plan) {
    return plan.timeout().toMillis();
  }

  // --- Events

  private RouteEvent started(DispatchPlan plan, Instant now) {
    var route = plan.route();
    var payload =
        new DispatchStarted(
            route.family(), route.protocol(), timeoutMs(plan), route.placementFamily());
    return event(
        route.lineage(),
        DispatchStarted.EVENT_TYPE,
        now,
        DispatchStarted.CONTRACT.encodeObject(payload));
  }

  private RouteEvent ended(ExecutionOutcome outcome, Instant now) {
    var failureClass = outcome.failure().map(Failure::failureClass);
    var payload = new DispatchEnded(outcome.family(), outcome.status(), failureClass);
    return event(
        outcome.lineage(), payload.eventType(), now, DispatchEnded.CONTRACT.encodeObject(payload));
  }

  private RouteEvent event(RouteLineage lineage, String type, Instant now, JsonObject payload) {
    var id = eventIds.get();
    return new RouteEvent(
        id, lineage.routeId(), type, now, new EventLineage(lineage, id), Optional.of(payload));
  }

  private void tell(RouteEvent event) {
    try {
      listener.happened(event);
    } catch (RuntimeException thrown) {
      var thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
    }
  }
}
