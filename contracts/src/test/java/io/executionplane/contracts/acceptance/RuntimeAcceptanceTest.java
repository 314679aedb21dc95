package io.executionplane.contracts.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.family.HttpRequest;
import io.executionplane.contracts.family.ProcessRequest;
import io.executionplane.contracts.family.WebSocketRequest;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.lane.FactPhase;
import io.executionplane.contracts.lane.LanePhaseFact;
import io.executionplane.contracts.runtime.ActiveEvent;
import io.executionplane.contracts.runtime.ActiveEventKind;
import io.executionplane.contracts.runtime.ActiveState;
import io.executionplane.contracts.runtime.ActiveStatus;
import io.executionplane.contracts.runtime.TransitionRefusal;
import io.executionplane.contracts.samples.RandomContracts;
import io.executionplane.contracts.samples.RandomJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The acceptance items on lane facts, their bytes, and what a runtime client is told. */
class RuntimeAcceptanceTest {

  private static final long SEED = 20261120L;
  private static final ExecutionRef REF = ExecutionRef.derive("tenant", "request");
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  static List<Class<? extends Record>> families() {
    return List.of(ProcessRequest.class, HttpRequest.class, WebSocketRequest.class);
  }

  // --- Facts, codec

  @ParameterizedTest
  @EnumSource(FactPhase.class)
  @DisplayName("Facts: all seven phases, of which only the shape is kept")
  void tellsEachPhaseByItsShape(FactPhase phase) {
    var fact = fact(phase, "{\"b\": \"private\", \"a\": 1}", 5);

    assertThat(FactPhase.values()).hasSize(7);
    assertThat(fact.payloadShape()).containsExactly("a", "b");
    assertThat(LanePhaseFact.CONTRACT.decode(LanePhaseFact.CONTRACT.canonical(fact)))
        .isEqualTo(fact);
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token", "api_key", "secret", "authorization"})
  @DisplayName("Facts: forbidden keys are refused")
  void refusesForbiddenKeysInAFact(String name) {
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> fact(FactPhase.CHUNK, "{\"" + name + "\": 1}", 5));
  }

  @Test
  @DisplayName("Facts: output is at most what is allowed")
  void refusesAFactOfTooMuchOutput() {
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> fact(FactPhase.CHUNK, "{}", 11));
  }

  @Test
  @DisplayName("Codec: bytes and digest do not depend on the order of keys")
  void writesTheSameBytesInWhateverOrderKeysArrive() {
    var event = event("{\"z\": 1, \"a\": {\"y\": 2, \"b\": 3}}");
    var bytes = ActiveEvent.CONTRACT.canonical(event);
    var shuffled = new RandomJson(new Random(SEED)).shuffled(ActiveEvent.CONTRACT.encode(event));

    var again = ActiveEvent.CONTRACT.canonical(ActiveEvent.CONTRACT.decode(shuffled));

    assertThat(again).isEqualTo(bytes);
    assertThat(Sha256.of(again)).isEqualTo(Sha256.of(bytes));
  }

  // --- Runtime contracts

  @ParameterizedTest
  @EnumSource(
      value = ActiveState.class,
      names = {"COMPLETED", "FAILED", "CANCELLED", "AMBIGUOUS"})
  @DisplayName("Runtime: a terminal state needs a receipt and closed directions")
  void needsAReceiptAndClosedDirectionsWhereItEnds(ActiveState state) {
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(
            () ->
                new ActiveStatus(REF, state, 1, 0, true, true, Optional.empty(), Optional.empty()))
        .satisfies(
            refused ->
                assertThat(refused.violations().stream().map(Violation::pointer))
                    .containsExactly("/receipt_ref", "/input_open", "/output_open"));
  }

  @Test
  @DisplayName("Runtime: no success after cancel")
  void doesNotSucceedAfterItWasCancelled() {
    var running =
        new ActiveStatus(
            REF, ActiveState.RUNNING, 1, 0, true, true, Optional.empty(), Optional.empty());

    var cancelled = running.moveTo(ActiveState.CANCELLED, 1).value().orElseThrow();

    assertThat(cancelled.moveTo(ActiveState.COMPLETED, 1).refusal())
        .contains(TransitionRefusal.EXECUTION_TERMINAL);
  }

  @Test
  @DisplayName("Runtime: events refuse secrets, at any depth, and point at them")
  void refusesAnEventThatNamesASecret() {
    var tree = (ObjectNode) ActiveEvent.CONTRACT.encode(event("{}"));
    tree.set("payload", Json.parse("{\"headers\": [{\"Authorization\": \"x\"}], \"token\": 1}"));

    assertThat(ActiveEvent.CONTRACT.violations(tree).stream().map(Violation::pointer))
        .containsExactlyInAnyOrder("/payload/headers/0/Authorization", "/payload/token");
  }

  @Test
  @DisplayName("Runtime: events refuse unknown fields")
  void refusesAnEventWithAFieldThatItDoesNotKnow() {
    var tree = ((ObjectNode) ActiveEvent.CONTRACT.encode(event("{}"))).put("pid", 7);

    assertThat(ActiveEvent.CONTRACT.violations(tree))
        .containsExactly(new Violation("/pid", "is not known"));
  }

  @ParameterizedTest
  @MethodSource("families")
  @DisplayName("Runtime: three requests, none of which is taken for another")
  <T extends Record> void tellsTheRequestsOfThreeFamiliesApart(Class<T> type) {
    var tree = Contract.of(type).encode(new RandomContracts(SEED).some(type));

    for (var other : families()) {
      assertThat(Contract.of(other).violations(tree).isEmpty()).isEqualTo(other == type);
    }
  }

  private static ActiveEvent event(String payload) {
    return new ActiveEvent(REF, 1, 1, ActiveEventKind.OUTPUT, NOW, object(payload));
  }

  private static LanePhaseFact fact(FactPhase phase, String payload, long size) {
    return LanePhaseFact.of(phase, "fact://f/1", "transport://t", 1, size, 10, object(payload));
  }

  private static JsonObject object(String json) {
    return JsonObject.of((ObjectNode) Json.parse(json));
  }
}
