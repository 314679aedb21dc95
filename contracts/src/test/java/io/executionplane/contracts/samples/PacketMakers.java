package io.executionplane.contracts.samples;

import io.executionplane.contracts.execution.Failure;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.JsonValue;
import io.executionplane.contracts.lineage.EventLineage;
import io.executionplane.contracts.lineage.RouteLineage;
import io.executionplane.contracts.packet.DispatchEnded;
import io.executionplane.contracts.packet.ExecutionOutcome;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.packet.HttpExecutionIntent;
import io.executionplane.contracts.packet.OutcomeStatus;
import io.executionplane.contracts.packet.ProcessExecutionIntent;
import io.executionplane.contracts.packet.RouteEvent;
import java.util.Map;
import java.util.Optional;

/** Makes packets, routes and surfaces. */
final class PacketMakers {

  private final RandomContracts random;

  private PacketMakers(RandomContracts random) {
    this.random = random;
  }

  static void addTo(RandomContracts random) {
    var makers = new PacketMakers(random);
    random.put(ExecutionRoute.class, makers::route);
    random.put(RouteEvent.class, makers::event);
    random.put(ExecutionOutcome.class, makers::outcome);
    random.put(DispatchEnded.class, makers::dispatchEnded);
    random.put(HttpExecutionIntent.class, makers::http);
    random.put(ProcessExecutionIntent.class, makers::process);
  }

  private Object route() {
    var lineage = random.some(RouteLineage.class);
    return random.record(
        ExecutionRoute.class, Map.of("lineage", lineage, "routeId", lineage.routeId()));
  }

  private Object event() {
    var lineage = random.some(EventLineage.class);
    return random.record(
        RouteEvent.class,
        Map.of(
            "lineage", lineage,
            "routeId", lineage.route().routeId(),
            "eventId", lineage.eventId()));
  }

  private Object outcome() {
    var lineage = random.some(RouteLineage.class);
    var status = random.oneOf(OutcomeStatus.values());
    return random.record(
        ExecutionOutcome.class,
        Map.of(
            "lineage",
            lineage,
            "routeId",
            lineage.routeId(),
            "status",
            status,
            "failure",
            onlyIfFailed(status, Failure.class)));
  }

  private Object dispatchEnded() {
    var status = random.oneOf(OutcomeStatus.values());
    return random.record(
        DispatchEnded.class,
        Map.of("status", status, "failureClass", onlyIfFailed(status, FailureClass.class)));
  }

  private <T> Optional<T> onlyIfFailed(OutcomeStatus status, Class<T> type) {
    return status == OutcomeStatus.FAILED ? random.maybe(type) : Optional.empty();
  }

  private Object http() {
    var hasJson = random.random().nextBoolean();
    return random.record(
        HttpExecutionIntent.class,
        Map.of(
            "body", hasJson ? random.maybe(JsonValue.class) : Optional.empty(),
            "bodyBytes", hasJson ? Optional.empty() : random.maybe(Bytes.class)));
  }

  private Object process() {
    var hasJson = random.random().nextBoolean();
    return random.record(
        ProcessExecutionIntent.class,
        Map.of(
            "stdin", hasJson ? random.maybe(JsonValue.class) : Optional.empty(),
            "stdinBytes", hasJson ? Optional.empty() : random.maybe(Bytes.class),
            "clearEnv", random.random().nextBoolean() ? Optional.of(true) : Optional.empty()));
  }
}
