package io.executionplane.contracts.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.dispatch.DispatchRefusal.Reason;
import io.executionplane.contracts.samples.Packets;
import io.executionplane.contracts.surface.SurfaceKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DispatchPlannerTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");

  @ParameterizedTest
  @EnumSource
  void plansARouteAndAnIntentThatFit(DispatchProtocol protocol) {
    var name = protocol.wireName();

    var plan = planned(Packets.route(name), Packets.intent(name), Optional.empty());

    assertThat(plan.protocol()).isEqualTo(protocol);
    assertThat(plan.route()).isEqualTo(Packets.route(Packets.route(name)));
    assertThat(protocol.takes(plan.intent())).isTrue();
    assertThat(plan.timeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(plan).hasToString("DispatchPlan[" + protocol + " by route-1]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "route  | /route_id                 | " + "\"r\"      | INVALID_ROUTE | /route/route_id",
        "route  | /lineage/tenant_id        | "
            + "null       | INVALID_ROUTE | /route/lineage/tenant_id",
        "route  | /protocol                 | "
            + "\"grpc\"   | UNSUPPORTED_PROTOCOL | /route/protocol",
        "route  | /protocol                 | "
            + "\"HTTP\"   | UNSUPPORTED_PROTOCOL | /route/protocol",
        "intent | /command                  | " + "\"\"       | INVALID_INTENT | /intent/command",
        "intent | /envelope/idempotency_key | "
            + "null       | INVALID_INTENT | /intent/envelope/idempotency_key",
        "intent | /envelope/deadline_at     | "
            + "\"2026-11-20T09:00:00Z\" | DEADLINE_EXPIRED | /intent/envelope/deadline_at",
        "intent | /envelope/deadline_at     | "
            + "\"2026-11-20T09:00:00.0009Z\" | DEADLINE_EXPIRED | /intent/envelope/deadline_at",
        "intent | /envelope/family          | "
            + "\"other\"  | ROUTE_MISMATCH | /intent/envelope/family",
        "intent | /envelope/protocol        | "
            + "\"http\"   | ROUTE_MISMATCH | /intent/envelope/protocol",
        "intent | /envelope/idempotency_key | "
            + "\"key-2\"  | ROUTE_MISMATCH | /intent/envelope/idempotency_key",
        "intent | /envelope/trace_id        | "
            + "\"trace-2\" | ROUTE_MISMATCH | /intent/envelope/trace_id",
        "route  | /placement_family         | "
            + "\"ssh\"    | PLACEMENT_MISMATCH | /route/placement_family",
        "intent | /execution_surface        | "
            + "{\"surface_kind\":\"ssh_exec\"} | PLACEMENT_MISMATCH | /route/placement_family"
      })
  void refusesWhatDoesNotFit(
      String which, String pointer, String value, Reason reason, String blamed) {
    var route = Packets.route("process");
    var intent = Packets.intent("process");

    var refusal =
        which.equals("route")
            ? refused(Packets.with(route, pointer, value), intent, Optional.empty())
            : refused(route, Packets.with(intent, pointer, value), Optional.empty());

    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.first().pointer()).isEqualTo(blamed);
    assertThat(refusal.violations()).hasSize(1);
  }

  @Test
  void refusesAnIntentOfAnotherProtocol() {
    var route = Packets.route(Packets.route("http"));
    var process = Packets.process(Packets.intent("process"));

    var verdict = DispatchPlanner.plan(route, process, Optional.empty(), NOW);

    var refusal = verdict.<Optional<DispatchRefusal>>fold(plan -> Optional.empty(), Optional::of);
    assertThat(refusal)
        .contains(DispatchRefusal.of(Reason.INVALID_INTENT, "/intent", "must be one of http"));
  }

  /** The same four faults, mended one after the other. */
  @Test
  void tellsTheFirstObjectionOnly() {
    var route = Packets.with(Packets.route("process"), "/placement_family", "\"ssh\"");
    var late = "\"2026-11-20T08:00:00Z\"";
    var intent =
        Packets.with(
            Packets.with(Packets.intent("process"), "/envelope/deadline_at", late),
            "/envelope/family",
            "\"other\"");

    var noTime = refused(route, intent, Optional.of(0L));
    var tooLate = refused(route, intent, Optional.of(1L));
    var inTime = Packets.with(intent, "/envelope/deadline_at", "null");
    var foreign = refused(route, inTime, Optional.of(1L));
    var elsewhere =
        refused(route, Packets.with(inTime, "/envelope/family", "\"kit\""), Optional.of(1L));

    assertThat(noTime.reason()).isEqualTo(Reason.INVALID_TIMEOUT);
    assertThat(tooLate.reason()).isEqualTo(Reason.DEADLINE_EXPIRED);
    assertThat(foreign.reason()).isEqualTo(Reason.ROUTE_MISMATCH);
    assertThat(elsewhere.reason()).isEqualTo(Reason.PLACEMENT_MISMATCH);
  }

  @Test
  void takesATraceIdThatIsTheRoutes() {
    var intent = Packets.with(Packets.intent("process"), "/envelope/trace_id", "\"trace-1\"");

    var plan = planned(Packets.route("process"), intent, Optional.empty());

    assertThat(plan.intent().envelope().traceId()).contains("trace-1");
  }

  // --- Surfaces

  @Test
  void placesAProcessWhereItsIntentSays() {
    var surface = "{\"surface_kind\":\"ssh_exec\"}";
    var route = Packets.with(Packets.route("process"), "/placement_family", "\"ssh\"");
    var intent = Packets.with(Packets.intent("process"), "/execution_surface", surface);

    var plan = planned(route, intent, Optional.empty());

    assertThat(plan.surface().orElseThrow().kind()).isEqualTo(SurfaceKind.SSH_EXEC);
  }

  @Test
  void placesJsonRpcWhereItsRouteLeads() {
    var target = "{\"execution_surface\":{\"surface_kind\":\"guest_bridge\"}}";
    var route =
        Packets.with(
            Packets.with(Packets.route("jsonrpc"), "/placement_family", "\"guest\""),
            "/resolved_target",
            target);

    var there = planned(route, Packets.intent("jsonrpc"), Optional.empty());
    var here = planned(Packets.route("jsonrpc"), Packets.intent("jsonrpc"), Optional.empty());

    assertThat(there.surface().orElseThrow().kind()).isEqualTo(SurfaceKind.GUEST_BRIDGE);
    assertThat(here.surface().orElseThrow().kind()).isEqualTo(SurfaceKind.LOCAL_SUBPROCESS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "ssh", "guest", "none"})
  void placesAnHttpExchangeNowhere(String family) {
    var route = Packets.with(Packets.route("http"), "/placement_family", '"' + family + '"');

    var plan = planned(route, Packets.intent("http"), Optional.empty());

    assertThat(plan.surface()).isEmpty();
  }

  // --- Time

  @ParameterizedTest
  @CsvSource({
    "    ,     ,     ,          , 30000",
    "9000 ,    ,     ,          , 9000",
    "60000,    ,     ,          , 60000",
    "9000, 8000,     ,          , 8000",
    "9000, 8000, 7000,          , 7000",
    "9000, 8000, 7000, 06.5Z    , 6500",
    "9000, 8000, 7000, 00.001Z  , 1",
    "   1, 8000, 7000, 06Z      , 1",
    "    ,     ,     , 00.0019Z , 1",
    "    ,     ,     , 59Z      , 59000"
  })
  void takesTheLeastTimeThatAnybodyAllows(
      Long caller, String budget, String exchange, String deadline, long effectiveMs) {
    var route = Packets.route("http");
    var intent = Packets.intent("http");
    if (budget != null) {
      route = Packets.with(route, "/resolved_budget", "{\"timeout_ms\":" + budget + "}");
    }
    if (exchange != null) {
      intent = Packets.with(intent, "/timeouts", "{\"request_timeout_ms\":" + exchange + "}");
    }
    if (deadline != null) {
      var moment = "\"2026-11-20T09:00:" + deadline + '"';
      intent = Packets.with(intent, "/envelope/deadline_at", moment);
    }

    var plan = planned(route, intent, Optional.ofNullable(caller));

    assertThat(plan.timeout()).isEqualTo(Duration.ofMillis(effectiveMs));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void refusesALimitThatLeavesNoTime(long callerMs) {
    var refusal = refused(Packets.route("http"), Packets.intent("http"), Optional.of(callerMs));

    assertThat(refusal)
        .isEqualTo(DispatchRefusal.of(Reason.INVALID_TIMEOUT, "/timeout_ms", "must be at least 1"));
  }

  private static DispatchPlan planned(ObjectNode route, ObjectNode intent, Optional<Long> ms) {
    return DispatchPlanner.planDocuments(route, intent, ms, NOW)
        .fold(
            plan -> plan,
            refusal -> {
              throw new AssertionError(refusal);
            });
  }

  private static DispatchRefusal refused(ObjectNode route, ObjectNode intent, Optional<Long> ms) {
    return DispatchPlanner.planDocuments(route, intent, ms, NOW)
        .fold(
            plan -> {
              throw new AssertionError(plan);
            },
            refusal -> refusal);
  }
}
