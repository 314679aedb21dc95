package io.executionplane.contracts.packet;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractVersion;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Ref;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Timestamps;
import io.executionplane.contracts.lineage.EventLineage;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened on a route. Appended, never changed.
 *
 * @param eventType for example {@code dispatch.started}
 */
@ContractVersion("execution_event.v1")
public record RouteEvent(
    @Ref String eventId,
    @Ref String routeId,
    @Ref String eventType,
    Instant timestamp,
    EventLineage lineage,
    Optional<JsonObject> payload) {

  public static final Contract<RouteEvent> CONTRACT = Contract.of(RouteEvent.class);

  private static final Rules RULES = Rules.of(RouteEvent.class);

  public RouteEvent {
    RULES
        .check(eventId, routeId, eventType, timestamp, lineage, payload)
        .and(
            () -> lineage.route().routeId().equals(routeId),
            "routeId",
            "must equal /lineage/route_id")
        .and(() -> lineage.eventId().equals(eventId), "eventId", "must equal /lineage/event_id")
        .orThrow();
    timestamp = Timestamps.micros(timestamp);
  }
}
