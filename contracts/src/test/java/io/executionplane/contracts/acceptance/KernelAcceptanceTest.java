package io.executionplane.contracts.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import io.executionplane.contracts.dispatch.Dispatch;
import io.executionplane.contracts.dispatch.DispatchAnswer;
import io.executionplane.contracts.dispatch.DispatchExecutor;
import io.executionplane.contracts.dispatch.DispatchPlan;
import io.executionplane.contracts.dispatch.DispatchPlanner;
import io.executionplane.contracts.dispatch.DispatchProtocol;
import io.executionplane.contracts.dispatch.DispatchReport;
import io.executionplane.contracts.dispatch.LaneWish;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.lineage.RouteLineage;
import io.executionplane.contracts.lineage.TraceIdBackfill;
import io.executionplane.contracts.lineage.TraceIdBackfilled;
import io.executionplane.contracts.packet.DispatchStarted;
import io.executionplane.contracts.packet.ExecutionIntentEnvelope;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.packet.HttpExecutionIntent;
import io.executionplane.contracts.packet.OutcomeStatus;
import io.executionplane.contracts.packet.RouteEvent;
import io.executionplane.contracts.samples.Packets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Items 22 to 25 and 28 of the acceptance list. */
class KernelAcceptanceTest {

  private final List<RouteEvent> heard = new ArrayList<>();

  @DisplayName("22: route, events and outcome descend from the same")
  @Test
  void carriesOneLineageFromRouteToOutcome() throws Exception {
    var plan = plan("process", "{}");

    var report = run(plan, answering());

    var lineage = plan.route().lineage();
    assertThat(report.outcome().lineage()).isEqualTo(lineage);
    assertThat(report.events()).extracting(event -> event.lineage().route()).containsOnly(lineage);
    assertThat(lineage)
        .extracting(
            RouteLineage::tenantId,
            RouteLineage::traceId,
            RouteLineage::requestId,
            RouteLineage::decisionId,
            RouteLineage::boundarySessionId)
        .containsExactly("tenant-1", "trace-1", "request-1", "decision-1", "session-1");
  }

  @DisplayName("23: a missing trace id is filled in, and that is told")
  @Test
  void fillsATraceIdInAndTellsSo() {
    var told = new ArrayList<TraceIdBackfilled>();
    var packet = Packets.with(Packets.route("http"), "/lineage/trace_id", "null");

    var route = ExecutionRoute.CONTRACT.decode(new TraceIdBackfill(told::add).apply(packet));

    assertThat(ExecutionRoute.CONTRACT.violations(packet))
        .containsExactly(new Violation("/lineage/trace_id", "is required"));
    assertThat(route.lineage().traceId()).isEqualTo("request-1");
    assertThat(told).extracting(TraceIdBackfilled::count).containsExactly(1);
  }

  @DisplayName("24: the route's protocol picks who carries it out")
  @ParameterizedTest
  @EnumSource
  void picksTheExecutorByProtocol(DispatchProtocol protocol) throws Exception {
    var reached = new ArrayList<String>();
    var executors =
        Map.of(
            DispatchProtocol.HTTP, noting("http", reached),
            DispatchProtocol.JSONRPC, noting("jsonrpc", reached),
            DispatchProtocol.PROCESS, noting("process", reached));

    await(kernel(executors).run(plan(protocol.wireName(), "{}")));

    assertThat(reached).containsExactly(protocol.wireName());
  }

  @DisplayName("25: an HTTP exchange is dispatched for real")
  @Test
  void exchangesHttp() throws Exception {
    var server = serverThatAnswers(201, "made");
    try {
      var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/things";
      var body = "{\"url\":\"" + url + "\"}";

      var plan = plan("http", body);
      var report = run(plan, KernelAcceptanceTest::exchange);

      assertThat(plan.timeout()).isEqualTo(Duration.ofSeconds(20));
      assertThat(report.outcome().status()).isEqualTo(OutcomeStatus.SUCCEEDED);
      assertThat(report.outcome().rawPayload().orElseThrow().canonical())
          .isEqualTo("{\"body\":\"made\",\"status_code\":201}");
      assertThat(report.outcome().metrics().orElseThrow().timeoutMs()).contains(20_000L);
      assertThat(report.events())
          .extracting(RouteEvent::eventType)
          .containsExactly("dispatch.started", "dispatch.completed");
      assertThat(started(report).timeoutMs()).isEqualTo(20_000);
      assertThat(heard).isEqualTo(report.events());
    } finally {
      server.stop(0);
    }
  }

  @DisplayName("28: without an idempotency key there is no call")
  @Test
  void needsAnIdempotencyKey() {
    var intent = Packets.with(Packets.intent("http"), "/envelope/idempotency_key", "null");
    var target = Packets.http(Packets.intent("http")).envelope().target();

    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> ExecutionIntentEnvelope.CONTRACT.decode(intent.get("envelope")))
        .withMessageContaining("/idempotency_key is required");
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> LaneWish.of("kit", "", target, "workspace://w"))
        .withMessageContaining("/idempotency_key");
  }

  // --- Executors

  /** The intent's body says where to. */
  private static CompletionStage<DispatchAnswer> exchange(DispatchPlan plan) {
    var intent = (HttpExecutionIntent) plan.intent();
    var body = intent.body().orElseThrow();
    var request =
        HttpRequest.newBuilder(URI.create(body.toNode().get("url").textValue()))
            .timeout(plan.timeout())
            .POST(HttpRequest.BodyPublishers.ofString(body.canonical()))
            .build();
    return HttpClient.newHttpClient()
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(KernelAcceptanceTest::answer);
  }

  private static DispatchAnswer answer(HttpResponse<String> response) {
    var payload = JsonNodeFactory.instance.objectNode();
    payload.put("status_code", response.statusCode()).put("body", response.body());
    return DispatchAnswer.succeeded(JsonObject.of(payload));
  }

  private static DispatchExecutor answering() {
    return plan -> CompletableFuture.completedFuture(DispatchAnswer.succeeded(JsonObject.empty()));
  }

  private static DispatchExecutor noting(String name, List<String> reached) {
    return plan -> {
      reached.add(name);
      return answering().execute(plan);
    };
  }

  private static HttpServer serverThatAnswers(int status, String text) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/things",
        exchange -> {
          try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, text.length());
            exchange.getResponseBody().write(text.getBytes(UTF_8));
          }
        });
    server.start();
    return server;
  }

  // --- Running

  /** Budget, exchange and caller allow different times; the exchange the least. */
  private static DispatchPlan plan(String protocol, String body) {
    var route = Packets.with(Packets.route(protocol), "/resolved_budget", "{\"timeout_ms\":25000}");
    var intent = Packets.intent(protocol);
    if (protocol.equals("http")) {
      intent = Packets.with(intent, "/timeouts", "{\"request_timeout_ms\":20000}");
      intent = Packets.with(intent, "/body", body);
    }
    return DispatchPlanner.planDocuments(route, intent, Optional.of(40_000L), Instant.EPOCH)
        .fold(
            plan -> plan,
            refusal -> {
              throw new AssertionError(refusal);
            });
  }

  private DispatchReport run(DispatchPlan plan, DispatchExecutor executor) throws Exception {
    return await(kernel(Map.of(plan.protocol(), executor)).run(plan));
  }

  private Dispatch kernel(Map<DispatchProtocol, DispatchExecutor> executors) {
    return new Dispatch(executors, Instant::now, () -> UUID.randomUUID().toString(), heard::add);
  }

  private static DispatchReport await(CompletionStage<DispatchReport> report) throws Exception {
    return report.toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  private static DispatchStarted started(DispatchReport report) {
    return DispatchStarted.CONTRACT.decode(report.events().get(0).payload().orElseThrow());
  }
}
