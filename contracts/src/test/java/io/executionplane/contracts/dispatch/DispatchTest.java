package io.executionplane.contracts.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.packet.DispatchEnded;
import io.executionplane.contracts.packet.DispatchStarted;
import io.executionplane.contracts.packet.ExecutionIntent;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.packet.OutcomeMetrics;
import io.executionplane.contracts.packet.OutcomeStatus;
import io.executionplane.contracts.packet.RouteEvent;
import io.executionplane.contracts.samples.Packets;
import io.executionplane.contracts.surface.PlacementFamily;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DispatchTest {

  private static final Instant STARTED = Instant.parse("2026-11-20T09:00:00Z");
  private static final Instant FINISHED = Instant.parse("2026-11-20T09:00:01Z");
  private static final JsonObject PAYLOAD = JsonObject.of(Packets.route("any"));

  private final Deque<Instant> moments = new ArrayDeque<>(List.of(STARTED, FINISHED));
  private final AtomicInteger lastId = new AtomicInteger();
  private final List<RouteEvent> heard = new ArrayList<>();

  @Test
  void tellsBeginningAndEndInOrder() {
    var report = run(plan("process"), answering(DispatchAnswer.succeeded(PAYLOAD)));

    assertThat(report.events()).isEqualTo(heard);
    assertThat(report.events())
        .extracting(RouteEvent::eventId, RouteEvent::eventType, RouteEvent::timestamp)
        .containsExactly(
            tuple("event-1", "dispatch.started", STARTED),
            tuple("event-2", "dispatch.completed", FINISHED));
    assertThat(DispatchStarted.CONTRACT.decode(report.events().get(0).payload().orElseThrow()))
        .isEqualTo(new DispatchStarted("kit", "process", 30_000, PlacementFamily.LOCAL));
    assertThat(report.events().get(1).payload().orElseThrow().canonical())
        .isEqualTo("{\"family\":\"kit\",\"status\":\"succeeded\"}");
  }

  @Test
  void givesEventsAndOutcomeTheLineageOfTheRoute() {
    var plan = plan("process");

    var report = run(plan, answering(DispatchAnswer.succeeded(PAYLOAD)));

    assertThat(report.outcome().lineage()).isEqualTo(plan.route().lineage());
    assertThat(report.outcome().rawPayload()).contains(PAYLOAD);
    assertThat(report.events())
        .extracting(event -> event.lineage().route())
        .containsOnly(plan.route().lineage());
  }

  @Test
  void tellsTheClassOfAFailure() {
    var failure = new Failure(FailureClass.TIMEOUT, "timeout", "took too long");

    var report = run(plan("http"), answering(DispatchAnswer.failed(failure, Optional.empty())));

    var end = report.events().get(1);
    assertThat(end.eventType()).isEqualTo("dispatch.failed");
    assertThat(DispatchEnded.CONTRACT.decode(end.payload().orElseThrow()))
        .isEqualTo(
            new DispatchEnded("kit", OutcomeStatus.FAILED, Optional.of(FailureClass.TIMEOUT)));
    assertThat(report.outcome().failure()).contains(failure);
  }

  @Test
  void tellsNoClassWhereThePlaneDidNotFail() {
    var report = run(plan("process"), answering(DispatchAnswer.failed(PAYLOAD)));

    assertThat(report.outcome().status()).isEqualTo(OutcomeStatus.FAILED);
    assertThat(report.outcome().failure()).isEmpty();
    assertThat(report.events().get(1).payload().orElseThrow().canonical())
        .isEqualTo("{\"family\":\"kit\",\"status\":\"failed\"}");
  }

  // --- Metrics

  @Test
  void measuresWhatTheExecutorDidNot() {
    var report = run(plan("process"), answering(DispatchAnswer.succeeded(PAYLOAD)));

    assertThat(report.outcome().metrics())
        .contains(
            new OutcomeMetrics(
                Optional.of(STARTED), Optional.of(FINISHED), Optional.of(30_000L), Map.of()));
  }

  @Test
  void keepsWhatTheExecutorMeasured() {
    var measured =
        new OutcomeMetrics(
            Optional.of(STARTED.plusMillis(1)),
            Optional.of(STARTED.plusMillis(2)),
            Optional.of(7L),
            Map.of("duration_ms", 1L));
    var answer =
        new DispatchAnswer(
            OutcomeStatus.SUCCEEDED,
            Optional.empty(),
            List.of(),
            Optional.of(measured),
            Optional.empty());

    var report = run(plan("process"), answering(answer));

    assertThat(report.outcome().metrics()).contains(measured);
  }

  // --- What goes wrong

  static List<DispatchExecutor> brokenExecutors() {
    return List.of(
        plan -> {
          throw new IllegalStateException("hunter2");
        },
        plan -> {
          throw new StackOverflowError("hunter2");
        },
        plan -> CompletableFuture.failedFuture(new IllegalStateException("hunter2")),
        plan -> CompletableFuture.completedFuture(null),
        DispatchTest::nothing);
  }

  @ParameterizedTest
  @MethodSource("brokenExecutors")
  void makesAFailedOutcomeOfAnExecutorThatBreaks(DispatchExecutor executor) {
    var report = run(plan("process"), executor);

    var failure = report.outcome().failure().orElseThrow();
    assertThat(failure.failureClass()).isEqualTo(FailureClass.TRANSPORT_FAILED);
    assertThat(failure.code()).isEqualTo("executor_failed");
    assertThat(failure.reason())
        .startsWith("the executor ended with java.lang.")
        .doesNotContain("hunter2");
    assertThat(report.events()).extracting(RouteEvent::eventType).endsWith("dispatch.failed");
  }

  @Test
  void resolvesNoRouteWithoutAnExecutor() {
    var report = await(kernel(Map.of()).run(plan("http")).toCompletableFuture());

    assertThat(report.outcome().failure().orElseThrow())
        .extracting(Failure::failureClass, Failure::code)
        .containsExactly(FailureClass.ROUTE_UNRESOLVED, "executor_missing");
  }

  @Test
  void goesOnWhenItsListenerThrows() {
    var thread = Thread.currentThread();
    var before = thread.getUncaughtExceptionHandler();
    var uncaught = new ArrayList<Throwable>();
    thread.setUncaughtExceptionHandler((where, thrown) -> uncaught.add(thrown));
    var deaf = new IllegalStateException("deaf");
    var executors = Map.of(DispatchProtocol.PROCESS, answering(DispatchAnswer.succeeded(PAYLOAD)));
    var kernel =
        new Dispatch(
            executors,
            moments::remove,
            this::nextId,
            event -> {
              throw deaf;
            });

    try {
      var report = await(kernel.run(plan("process")).toCompletableFuture());

      assertThat(report.outcome().status()).isEqualTo(OutcomeStatus.SUCCEEDED);
      assertThat(uncaught).containsExactly(deaf, deaf);
    } finally {
      thread.setUncaughtExceptionHandler(before);
    }
  }

  @Test
  void doesNotReachTheExecutorOfASimulatedRoute() {
    var reached = new AtomicInteger();
    var route = Packets.route("process");
    var simulated = Packets.with(route, "/resolved_target", Packets.simulatedTarget());
    var plan = plan(Packets.route(simulated), Packets.process(Packets.intent("process")));

    var report =
        run(
            plan,
            never -> {
              reached.incrementAndGet();
              return new CompletableFuture<>();
            });

    assertThat(reached).hasValue(0);
    assertThat(report.events()).hasSize(2);
  }

  @Test
  void waitsForAnAnswerWithoutHoldingTheThread() {
    var answer = new CompletableFuture<DispatchAnswer>();

    var report =
        kernel(Map.of(DispatchProtocol.PROCESS, plan -> answer))
            .run(plan("process"))
            .toCompletableFuture();
    var before = heard.stream().map(RouteEvent::eventType).toList();
    answer.complete(DispatchAnswer.succeeded(PAYLOAD));

    assertThat(before).containsExactly("dispatch.started");
    assertThat(report).isCompleted();
    assertThat(heard).hasSize(2);
  }

  @Test
  void takesNoAnswerThatSucceedsWithAFailure() {
    var failure = Optional.of(new Failure(FailureClass.TIMEOUT, "timeout", "took too long"));

    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(
            () ->
                new DispatchAnswer(
                    OutcomeStatus.SUCCEEDED,
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    failure))
        .withMessageContaining("/failure");
  }

  @Test
  void picksTheExecutorOfTheRoutesProtocol() {
    var called = new ArrayList<DispatchProtocol>();
    DispatchExecutor noting =
        plan -> {
          called.add(plan.protocol());
          return CompletableFuture.completedFuture(DispatchAnswer.succeeded(PAYLOAD));
        };
    var executors =
        Map.of(
            DispatchProtocol.HTTP, noting,
            DispatchProtocol.JSONRPC, answering(DispatchAnswer.failed(PAYLOAD)),
            DispatchProtocol.PROCESS, answering(DispatchAnswer.failed(PAYLOAD)));

    var report = await(kernel(executors).run(plan("http")).toCompletableFuture());

    assertThat(called).containsExactly(DispatchProtocol.HTTP);
    assertThat(report.outcome().status()).isEqualTo(OutcomeStatus.SUCCEEDED);
  }

  private DispatchReport run(DispatchPlan plan, DispatchExecutor executor) {
    return await(kernel(Map.of(plan.protocol(), executor)).run(plan).toCompletableFuture());
  }

  private Dispatch kernel(Map<DispatchProtocol, DispatchExecutor> executors) {
    return new Dispatch(executors, moments::remove, this::nextId, heard::add);
  }

  private String nextId() {
    return "event-" + lastId.incrementAndGet();
  }

  private static DispatchReport await(CompletableFuture<DispatchReport> report) {
    assertThat(report).isCompleted();
    return report.join();
  }

  private static DispatchExecutor answering(DispatchAnswer answer) {
    return plan -> CompletableFuture.completedFuture(answer);
  }

  private static DispatchPlan plan(String protocol) {
    return DispatchPlanner.planDocuments(
            Packets.route(protocol), Packets.intent(protocol), Optional.empty(), STARTED)
        .fold(plan -> plan, DispatchTest::unplanned);
  }

  private static DispatchPlan plan(ExecutionRoute route, ExecutionIntent intent) {
    return DispatchPlanner.plan(route, intent, Optional.empty(), STARTED)
        .fold(plan -> plan, DispatchTest::unplanned);
  }

  private static DispatchPlan unplanned(DispatchRefusal refusal) {
    throw new AssertionError(refusal);
  }

  /** What a careless executor may do though its contract says otherwise. */
  @SuppressWarnings("NullAway")
  private static CompletionStage<DispatchAnswer> nothing(DispatchPlan plan) {
    return null;
  }
}
