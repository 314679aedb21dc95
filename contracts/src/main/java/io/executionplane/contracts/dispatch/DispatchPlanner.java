package io.executionplane.contracts.dispatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.dispatch.DispatchRefusal.Reason;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.packet.ExecutionIntent;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.surface.ExecutionSurface;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Makes one dispatch of a route and an intent, or says why there is none. Pure: it has no clock and
 * does no I/O.
 *
 * <p>The first objection wins, in this order: the route's contract, its protocol, the intent's
 * contract, the time that is left, whether the intent is the one that the route is for, and whether
 * the route leads to the place that the intent names.
 */
public final class DispatchPlanner {

  private DispatchPlanner() {}

  /**
   * Plans a dispatch of documents that nobody checked yet.
   *
   * @param callerMs the most that the caller allows, in milliseconds
   * @param now what the deadline is compared to
   */
  public static DispatchVerdict planDocuments(
      JsonNode route, JsonNode intent, Optional<Long> callerMs, Instant now) {
    var routeViolations = ExecutionRoute.CONTRACT.violations(route);
    if (!routeViolations.isEmpty()) {
      return refused(within("/route", Reason.INVALID_ROUTE, routeViolations));
    }
    var goodRoute = ExecutionRoute.CONTRACT.decode(route);
    var protocol = DispatchProtocol.named(goodRoute.protocol());
    if (protocol.isEmpty()) {
      return refused(unsupported());
    }
    return planDocument(goodRoute, protocol.get().intentContract(), intent, callerMs, now);
  }

  private static DispatchVerdict planDocument(
      ExecutionRoute route,
      Contract<? extends ExecutionIntent> contract,
      JsonNode intent,
      Optional<Long> callerMs,
      Instant now) {
    var violations = contract.violations(intent);
    return violations.isEmpty()
        ? plan(route, contract.decode(intent), callerMs, now)
        : refused(within("/intent", Reason.INVALID_INTENT, violations));
  }

  /**
   * Plans a dispatch.
   *
   * @param callerMs the most that the caller allows, in milliseconds
   * @param now what the deadline is compared to
   */
  public static DispatchVerdict plan(
      ExecutionRoute route, ExecutionIntent intent, Optional<Long> callerMs, Instant now) {
    var protocol = DispatchProtocol.named(route.protocol());
    if (protocol.isEmpty()) {
      return refused(unsupported());
    }
    var surface = DispatchProtocol.surface(route, intent);
    var timeout = EffectiveTimeout.of(route, intent, callerMs, now);
    return Stream.<Supplier<Optional<DispatchRefusal>>>of(
            () -> type(protocol.get(), intent),
            timeout::objection,
            () -> envelope(route, intent),
            () -> placement(route, surface))
        .flatMap(check -> check.get().stream())
        .findFirst()
        .<DispatchVerdict>map(DispatchVerdict.Refused::new)
        .orElseGet(
            () ->
                new DispatchVerdict.Planned(
                    new DispatchPlan(protocol.get(), route, intent, surface, timeout.value())));
  }

  // --- The objections, in order

  private static DispatchRefusal unsupported() {
    return DispatchRefusal.of(
        Reason.UNSUPPORTED_PROTOCOL, "/route/protocol", "must be one of http, jsonrpc, process");
  }

  private static Optional<DispatchRefusal> type(DispatchProtocol protocol, ExecutionIntent intent) {
    return protocol.takes(intent)
        ? Optional.empty()
        : Optional.of(
            DispatchRefusal.of(
                Reason.INVALID_INTENT, "/intent", "must be one of " + protocol.wireName()));
  }

  private static Optional<DispatchRefusal> envelope(ExecutionRoute route, ExecutionIntent intent) {
    var envelope = intent.envelope();
    var lineage = route.lineage();
    if (!envelope.family().equals(route.family())) {
      return mismatch("family", "/family");
    } else if (!envelope.protocol().equals(route.protocol())) {
      return mismatch("protocol", "/protocol");
    } else if (!envelope.idempotencyKey().equals(lineage.idempotencyKey())) {
      return mismatch("idempotency_key", "/lineage/idempotency_key");
    } else if (!envelope.traceId().orElse(lineage.traceId()).equals(lineage.traceId())) {
      return mismatch("trace_id", "/lineage/trace_id");
    }
    return Optional.empty();
  }

  private static Optional<DispatchRefusal> mismatch(String field, String routePointer) {
    return Optional.of(
        DispatchRefusal.of(
            Reason.ROUTE_MISMATCH,
            "/intent/envelope/" + field,
            "must equal /route" + routePointer));
  }

  private static Optional<DispatchRefusal> placement(
      ExecutionRoute route, Optional<ExecutionSurface> surface) {
    return surface
        .map(place -> place.kind().family())
        .filter(family -> family != route.placementFamily())
        .map(
            family ->
                DispatchRefusal.of(
                    Reason.PLACEMENT_MISMATCH,
                    "/route/placement_family",
                    "must be the family of the surface"));
  }

  // --- Refusals

  private static DispatchVerdict refused(DispatchRefusal refusal) {
    return new DispatchVerdict.Refused(refusal);
  }

  private static DispatchRefusal within(String outer, Reason reason, List<Violation> violations) {
    return new DispatchRefusal(
        reason, violations.stream().map(each -> each.within(outer)).toList());
  }
}
