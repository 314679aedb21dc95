package io.executionplane.contracts.dispatch;

import io.executionplane.contracts.lineage.RouteLineage;
import io.executionplane.contracts.packet.ExecutionIntentEnvelope;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.packet.ResolvedTarget;
import io.executionplane.contracts.surface.ExecutionSurface;
import io.executionplane.contracts.surface.PlacementFamily;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an owner needs around an intent to call its own lane: lineage, envelope and route that fit
 * each other. Honest about itself: its ids name no decision of any brain.
 *
 * @param lineage also that of the route
 */
public record LaneCall(
    RouteLineage lineage, ExecutionIntentEnvelope envelope, ExecutionRoute route) {

  /**
   * The parts of one call.
   *
   * <p>A process intent names its surface itself; it has to be the wish's, or planning refuses.
   */
  public static LaneCall of(DispatchProtocol protocol, LaneWish wish, LaneIds ids) {
    var serial = ids.serial();
    var lineage = lineage(wish, serial, wish.traceId().orElseGet(ids::traceId));
    return new LaneCall(
        lineage, envelope(protocol, wish, lineage, serial), route(protocol, wish, lineage));
  }

  private static RouteLineage lineage(LaneWish wish, String serial, String traceId) {
    var family = wish.family();
    return new RouteLineage(
        wish.tenantId().orElse("tenant:auto"),
        traceId,
        family + "-request-" + serial,
        family + "-decision-" + serial,
        family + "-boundary-session-" + serial,
        "attempt://" + family + "/" + serial,
        family + "-route-" + serial,
        wish.idempotencyKey(),
        Optional.empty());
  }

  private static ExecutionIntentEnvelope envelope(
      DispatchProtocol protocol, LaneWish wish, RouteLineage lineage, String serial) {
    return new ExecutionIntentEnvelope(
        wish.family() + "-intent-" + serial,
        wish.family(),
        protocol.wireName(),
        wish.idempotencyKey(),
        lineage.boundarySessionId(),
        lineage.decisionId(),
        wish.target(),
        wish.workspaceRef(),
        Optional.of(lineage.traceId()),
        Optional.empty(),
        Optional.empty(),
        Optional.of(lineage.attemptRef()),
        Optional.empty(),
        wish.deadlineAt(),
        List.of(),
        capabilities(protocol, wish),
        Optional.empty());
  }

  private static List<String> capabilities(DispatchProtocol protocol, LaneWish wish) {
    return Stream.concat(wish.requestedCapabilities().stream(), Stream.of(protocol.capability()))
        .distinct()
        .toList();
  }

  private static ExecutionRoute route(
      DispatchProtocol protocol, LaneWish wish, RouteLineage lineage) {
    return new ExecutionRoute(
        lineage.routeId(),
        wish.family(),
        protocol.wireName(),
        protocol.wireName(),
        placementFamily(protocol, wish),
        lineage,
        wish.surface()
            .map(surface -> new ResolvedTarget(Optional.empty(), wish.surface(), Optional.empty())),
        wish.budget());
  }

  private static PlacementFamily placementFamily(DispatchProtocol protocol, LaneWish wish) {
    return protocol == DispatchProtocol.HTTP
        ? PlacementFamily.NONE
        : wish.surface().orElseGet(ExecutionSurface::local).kind().family();
  }
}
