package io.executionplane.contracts.packet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.samples.Packets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of packets that span several of their properties. */
class PacketTest {

  private static final String FAILURE =
      "{\"failure_class\":\"timeout\",\"code\":\"timeout\",\"reason\":\"took too long\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tenant_id",
        "trace_id",
        "request_id",
        "decision_id",
        "boundary_session_id",
        "attempt_ref",
        "route_id",
        "idempotency_key"
      })
  void needsEveryIdOfALineage(String id) {
    var route = Packets.with(Packets.route("http"), "/lineage/" + id, "null");

    assertThat(ExecutionRoute.CONTRACT.violations(route))
        .contains(new Violation("/lineage/" + id, "is required"));
  }

  @Test
  void refusesAnIdThatALineageDoesNotKnow() {
    var route = Packets.with(Packets.route("http"), "/lineage/span_id", "\"s\"");
    var event = Packets.with(Packets.route("http"), "/lineage/event_id", "\"e\"");

    assertThat(ExecutionRoute.CONTRACT.violations(route))
        .containsExactly(new Violation("/lineage/span_id", "is not known"));
    assertThat(ExecutionRoute.CONTRACT.violations(event))
        .containsExactly(new Violation("/lineage/event_id", "is not known"));
  }

  @Test
  void refusesARouteOfAnotherLineage() {
    var route = Packets.with(Packets.route("http"), "/route_id", "\"route-2\"");
    var outcome = Packets.with(outcome(), "/route_id", "\"route-2\"");
    var event = Packets.with(event(), "/route_id", "\"route-2\"");

    assertThat(violations(ExecutionRoute.CONTRACT, route)).isEqualTo(mustEqual("route_id"));
    assertThat(violations(ExecutionOutcome.CONTRACT, outcome)).isEqualTo(mustEqual("route_id"));
    assertThat(violations(RouteEvent.CONTRACT, event)).isEqualTo(mustEqual("route_id"));
  }

  @Test
  void refusesAnEventOfAnotherLineage() {
    var event = Packets.with(event(), "/event_id", "\"event-2\"");

    assertThat(violations(RouteEvent.CONTRACT, event())).isEmpty();
    assertThat(violations(RouteEvent.CONTRACT, event)).isEqualTo(mustEqual("event_id"));
  }

  @ParameterizedTest
  @CsvSource({"failed, true", "succeeded, false"})
  void hasAFailureOnlyWhenItFailed(String status, boolean accepted) {
    var outcome = Packets.with(outcome(), "/status", '"' + status + '"');

    assertThat(violations(ExecutionOutcome.CONTRACT, outcome)).isEmpty();
    assertThat(
            violations(ExecutionOutcome.CONTRACT, Packets.with(outcome, "/failure", FAILURE))
                .isEmpty())
        .isEqualTo(accepted);
  }

  @ParameterizedTest
  @CsvSource({"failed, dispatch.failed", "succeeded, dispatch.completed"})
  void namesTheEventOfAnEnd(String status, String eventType) {
    var end = "{\"family\":\"kit\",\"status\":\"" + status + "\"}";

    var read = DispatchEnded.CONTRACT.decode(Json.parse(end));

    assertThat(read.eventType()).isEqualTo(eventType);
  }

  @Test
  void tellsNoFailureClassOfASuccess() {
    var end = "{\"family\":\"kit\",\"status\":\"succeeded\",\"failure_class\":\"timeout\"}";

    assertThat(DispatchEnded.CONTRACT.violations(Json.parse(end)))
        .containsExactly(
            new Violation("/failure_class", "must be absent unless the status is failed"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-20T09:00:00", "2026-11-20", "tomorrow", ""})
  void refusesAMomentWithoutOffset(String moment) {
    var event = Packets.with(event(), "/timestamp", '"' + moment + '"');

    assertThat(RouteEvent.CONTRACT.violations(event))
        .extracting(Violation::pointer)
        .containsExactly("/timestamp");
  }

  private static ObjectNode outcome() {
    var outcome = (ObjectNode) Json.parse("{\"status\":\"failed\",\"family\":\"kit\"}");
    outcome.put("route_id", "route-1").set("lineage", Packets.route("http").get("lineage"));
    return outcome;
  }

  private static ObjectNode event() {
    var event = (ObjectNode) Json.parse("{\"event_type\":\"t\",\"event_id\":\"event-1\"}");
    event.put("route_id", "route-1").put("timestamp", "2026-11-20T09:00:00Z");
    event.set("lineage", Packets.route("http").get("lineage"));
    return Packets.with(event, "/lineage/event_id", "\"event-1\"");
  }

  private static List<Violation> violations(Contract<?> contract, ObjectNode document) {
    return contract.violations(document);
  }

  private static List<Violation> mustEqual(String id) {
    return List.of(new Violation("/" + id, "must equal /lineage/" + id));
  }
}
