package io.executionplane.contracts.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.lineage.RouteLineage;
import io.executionplane.contracts.packet.ExecutionIntentEnvelope;
import io.executionplane.contracts.packet.ExecutionRoute;
import io.executionplane.contracts.packet.ResolvedBudget;
import io.executionplane.contracts.samples.Packets;
import io.executionplane.contracts.surface.ExecutionSurface;
import io.executionplane.contracts.surface.PlacementFamily;
import io.executionplane.contracts.target.TargetBinding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaneCallTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final String TRACE_ID = "0123456789abcdef0123456789abcdef";
  private static final TargetBinding TARGET =
      Packets.http(Packets.intent("http")).envelope().target();

  private static final LaneIds IDS =
      new LaneIds() {
        @Override
        public String serial() {
          return "7";
        }

        @Override
        public String traceId() {
          return TRACE_ID;
        }
      };

  @ParameterizedTest
  @EnumSource
  void makesPartsThatFitEachOther(DispatchProtocol protocol) {
    var call = LaneCall.of(protocol, LaneWish.of("kit", "key-1", TARGET, "workspace://w"), IDS);

    var envelope = ExecutionIntentEnvelope.CONTRACT.encode(call.envelope());
    var intent = Packets.intent(protocol.wireName()).set("envelope", envelope);
    var route = ExecutionRoute.CONTRACT.encode(call.route());
    var verdict = DispatchPlanner.planDocuments(route, intent, Optional.empty(), NOW);

    assertThat(verdict.<Boolean>fold(plan -> true, refusal -> false)).as("%s", verdict).isTrue();
  }

  @Test
  void namesEverythingAfterItsFamilyAndSerial() {
    var wish = LaneWish.of("kit", "key-1", TARGET, "workspace://w");

    var call = LaneCall.of(DispatchProtocol.HTTP, wish, IDS);

    assertThat(call.lineage())
        .isEqualTo(
            new RouteLineage(
                "tenant:auto",
                TRACE_ID,
                "kit-request-7",
                "kit-decision-7",
                "kit-boundary-session-7",
                "attempt://kit/7",
                "kit-route-7",
                "key-1",
                Optional.empty()));
    assertThat(call.route().lineage()).isEqualTo(call.lineage());
    assertThat(call.envelope().traceId()).contains(TRACE_ID);
    assertThat(call.envelope().target()).isEqualTo(TARGET);
  }

  @ParameterizedTest
  @CsvSource({"HTTP, http.unary", "PROCESS, process.run", "JSONRPC, jsonrpc.unary"})
  void alwaysAsksForTheCapabilityOfTheLane(DispatchProtocol protocol, String capability) {
    var none = LaneWish.of("kit", "key-1", TARGET, "workspace://w");
    var more = wish(List.of("extra", capability), Optional.empty());

    assertThat(capabilities(protocol, none)).containsExactly(capability);
    assertThat(capabilities(protocol, more)).containsExactly("extra", capability);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void neverMakesUpAnIdempotencyKey(String key) {
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> LaneWish.of("kit", key, TARGET, "workspace://w"))
        .withMessageContaining("/idempotency_key");
  }

  @Test
  void passesOnWhatTheOwnerSays() {
    var surface = ExecutionSurface.CONTRACT.decode(Json.parse("{\"surface_kind\":\"ssh_exec\"}"));

    var call = LaneCall.of(DispatchProtocol.JSONRPC, wish(List.of(), Optional.of(surface)), IDS);

    assertThat(call.lineage().tenantId()).isEqualTo("tenant-2");
    assertThat(call.lineage().traceId()).isEqualTo("trace-2");
    assertThat(call.envelope().deadlineAt()).contains(NOW.plus(Duration.ofSeconds(5)));
    assertThat(call.route().placementFamily()).isEqualTo(PlacementFamily.SSH);
    assertThat(call.route().resolvedTarget().orElseThrow().executionSurface()).contains(surface);
    assertThat(call.route().resolvedBudget().orElseThrow().timeoutMs()).contains(9L);
  }

  private static List<String> capabilities(DispatchProtocol protocol, LaneWish wish) {
    return LaneCall.of(protocol, wish, IDS).envelope().requestedCapabilities();
  }

  private static LaneWish wish(List<String> capabilities, Optional<ExecutionSurface> surface) {
    return new LaneWish(
        "kit",
        "key-1",
        TARGET,
        "workspace://w",
        Optional.of("tenant-2"),
        Optional.of("trace-2"),
        capabilities,
        Optional.of(NOW.plus(Duration.ofSeconds(5))),
        surface,
        Optional.of(new ResolvedBudget(Optional.of(9L), Optional.empty())));
  }
}
