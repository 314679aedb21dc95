package io.executionplane.contracts.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.executionplane.contracts.boundary.ExecutionEvidenceBoundary;
import io.executionplane.contracts.dispatch.InputFingerprint;
import io.executionplane.contracts.dispatch.SimulatedDispatch;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.json.Violation;
import io.executionplane.contracts.packet.ExecutionOutcome;
import io.executionplane.contracts.packet.OutcomeArtifact;
import io.executionplane.contracts.packet.OutcomeMetrics;
import io.executionplane.contracts.packet.OutcomeStatus;
import io.executionplane.contracts.simulation.AdapterSelectionPolicy;
import io.executionplane.contracts.simulation.LowerSimulationEvidence;
import io.executionplane.contracts.simulation.LowerSimulationScenario;
import io.executionplane.contracts.simulation.NegativeEvidence;
import io.executionplane.contracts.simulation.NoEgressPolicy;
import io.executionplane.contracts.simulation.SideEffectResult;
import io.executionplane.contracts.simulation.SimulationSamples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Simulation and evidence: items 14 to 21 of the acceptance list, one promise each. */
class SimulationAcceptanceTest {

  private static final List<String> SEMANTIC_KEYS =
      List.of(
          "provider_refs",
          "model_refs",
          "budget_profile_ref",
          "meter_profile_ref",
          "semantic_policy",
          "cost_policy");

  @Test
  @DisplayName("14 Scenario enums, owner, version, no-egress and projection; no semantic keys")
  void holdsAScenarioToItsRules() {
    var contract = LowerSimulationScenario.CONTRACT;

    var right = SimulationSamples.scenario();

    assertThat(contract.violations(right)).isEmpty();
    assertThatBlamed(contract, right, "/protocol_surface", "smtp");
    assertThatBlamed(contract, right, "/matcher_class", "model");
    assertThatBlamed(contract, right, "/owner_repo", "family_kit");
    assertThatBlamed(contract, right, "/version", "one");
    assertThatBlamed(contract, right, "/no_egress_assertion/external_egress", "allow");
    assertThatBlamed(contract, right, "/no_egress_assertion/process_spawn", "allow");
    assertThatBlamed(
        contract, right, "/bounded_evidence_projection/raw_payload_persistence", "whole");
    assertThatBlamed(
        contract,
        right,
        "/bounded_evidence_projection/target_contract",
        "ExecutionOutcome.v1.raw_payload");
    for (var key : SEMANTIC_KEYS) {
      assertThatBlamed(contract, right, "/" + key, "x");
      assertThatBlamed(contract, right, "/cleanup_behavior/" + key, "x");
      assertThatBlamed(contract, right, "/" + SimulationSamples.SHAPE + "/" + key, "x");
    }
  }

  @Test
  @DisplayName("15 Evidence refuses raw keys and lineage mismatch")
  void keepsRawContentOutOfEvidence() {
    var contract = LowerSimulationEvidence.CONTRACT;

    var right = SimulationSamples.evidence();

    assertThat(contract.violations(right)).isEmpty();
    for (var key : List.of("body", "raw_body", "payload", "prompt", "input", "stdin", "headers")) {
      assertThatBlamed(contract, right, "/input_fingerprint/" + key, "raw");
      assertThatBlamed(contract, right, "/output_fingerprint/" + key, "raw");
    }
    assertThatBlamed(contract, right, "/route_id", "another");
    assertThatBlamed(contract, right, "/lineage/unknown_id", "x");
  }

  @Test
  @DisplayName("16 Policy refuses allow rules and partial negatives")
  void takesNoPolicyThatLeavesAWayOut() {
    var contract = NoEgressPolicy.CONTRACT;
    var right = SimulationSamples.policy();

    var partial = SimulationSamples.policy();
    partial.withArray("/required_negative_evidence").remove(1);

    assertThat(contract.violations(right)).isEmpty();
    assertThatBlamed(contract, right, "/mode", "allow");
    for (var surface : right.get("denied_surfaces").properties()) {
      assertThatBlamed(contract, right, "/denied_surfaces/" + surface.getKey(), "allow");
    }
    for (var key : SEMANTIC_KEYS) {
      assertThatBlamed(contract, right, "/" + key, "x");
    }
    assertThat(pointers(contract, partial)).containsExactly("/required_negative_evidence");
  }

  @Test
  @DisplayName("17 Selection policy refuses request selectors")
  void letsNoRequestChooseSimulation() {
    var contract = AdapterSelectionPolicy.CONTRACT;

    var right = SimulationSamples.selection();

    assertThat(contract.violations(right)).isEmpty();
    assertThatBlamed(contract, right, "/simulation", "on");
    assertThatBlamed(contract, right, "/config_key", "simulation");
    assertThatBlamed(contract, right, "/config_key", "execution_plane.simulation");
    assertThatBlamed(contract, right, "/selection_surface", "request");
    assertThatBlamed(contract, right, "/owner_repo", "family_kit");
  }

  @Test
  @DisplayName("18 Boundary projects shapes without touching the outcome; refuses raw content")
  void projectsAnOutcomeThatKnowsNothingOfIt() throws IOException {
    var contract = ExecutionEvidenceBoundary.CONTRACT;
    var right = SimulationSamples.boundary();
    var route = SimulationSamples.route("http", SimulationSamples.simulation("http"));
    var outcome = SimulatedDispatch.outcome(route, SimulationSamples.http("http://h"));
    var before = ExecutionOutcome.CONTRACT.canonical(outcome);

    var kept = ExecutionEvidenceBoundary.fromOutcome(outcome, Sha256.ofText("input"));

    assertThat(kept.boundedExitCodeOrResponseShape().canonical())
        .isEqualTo(
            "{\"family\":\"family-1\",\"raw_payload_shape\":[\"body\",\"headers\",\"status_code\"],"
                + "\"status_code\":201}");
    assertThat(ExecutionOutcome.CONTRACT.canonical(outcome)).isEqualTo(before);
    for (var key : List.of("prompt", "provider_body", "secret", "semantic_body")) {
      assertThatBlamed(contract, right, "/bounded_exit_code_or_response_shape/" + key, "x");
    }
    for (var key : SEMANTIC_KEYS) {
      assertThatBlamed(contract, right, "/" + key, "x");
    }
    assertThatBlamed(contract, right, "/owner_repo", "family_kit");
    for (var type : List.of(ExecutionOutcome.class, OutcomeArtifact.class, OutcomeMetrics.class)) {
      assertThat(compiled(type)).doesNotContain("contracts/boundary").contains("contracts/json");
    }
  }

  @Test
  @DisplayName("19 HTTP simulation: no egress, raw payload intact, hashes, policy and negatives")
  void answersAnHttpDispatchWithoutEgress() throws IOException {
    var requests = new AtomicInteger();
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> requests.incrementAndGet());
    server.start();
    try {
      var intent = SimulationSamples.http("http://127.0.0.1:" + server.getAddress().getPort());
      var simulation = SimulationSamples.simulation("http");
      var rawPayload = JsonObject.of((ObjectNode) simulation.get("raw_payload"));

      var outcome = SimulatedDispatch.outcome(SimulationSamples.route("http", simulation), intent);

      assertThat(outcome.status()).isEqualTo(OutcomeStatus.SUCCEEDED);
      assertThat(outcome.rawPayload()).contains(rawPayload);
      var artifact = onlyArtifact(outcome);
      assertThat(artifact.artifactRef())
          .isEqualTo("artifact://execution-plane/lower-simulation/route-1");
      assertThat(artifact.kind()).isEqualTo("lower_simulation_evidence");
      assertThat(artifact.noEgressPolicyRef())
          .contains("no-egress-policy://execution-plane/lower/v1");
      assertThat(artifact.negativeEvidenceRefs()).containsExactly(NegativeEvidence.values());
      var evidence = artifact.evidence().orElseThrow();
      assertThat(evidence.sideEffectResult()).isEqualTo(SideEffectResult.NOT_ATTEMPTED);
      assertThat(evidence.inputFingerprint()).isEqualTo(InputFingerprint.of(intent));
      assertThat(evidence.outputFingerprint().sha256())
          .isEqualTo(Sha256.ofText(rawPayload.canonical()));
      assertThat(evidence.rawPayloadShape()).containsExactly("body", "headers", "status_code");
    } finally {
      server.stop(0);
    }
    assertThat(requests).hasValue(0);
  }

  @Test
  @DisplayName("20 Process simulation never spawns")
  void answersAProcessDispatchWithoutSpawning(@TempDir Path folder) {
    var children = ProcessHandle.current().children().map(ProcessHandle::pid).toList();
    var trace = folder.resolve("trace");
    var intent = SimulationSamples.process("/usr/bin/touch", trace.toString());
    var route = SimulationSamples.route("process", SimulationSamples.simulation("process"));

    var outcome = SimulatedDispatch.outcome(route, intent);

    assertThat(outcome.status()).isEqualTo(OutcomeStatus.SUCCEEDED);
    assertThat(onlyArtifact(outcome).evidence().orElseThrow().inputFingerprint())
        .isEqualTo(InputFingerprint.of(intent));
    assertThat(ProcessHandle.current().children().map(ProcessHandle::pid)).isSubsetOf(children);
    assertThat(Files.exists(trace)).isFalse();
  }

  @Test
  @DisplayName("21 Invalid simulations fail before I/O with route_unresolved")
  void failsAnInvalidSimulationBeforeAnythingHappens(@TempDir Path folder) {
    var trace = folder.resolve("trace");
    var intent = SimulationSamples.process("/usr/bin/touch", trace.toString());
    var wrongPolicy = SimulationSamples.route("process", SimulationSamples.simulation("http"));
    var wrongProtocol = SimulationSamples.route("ssh", SimulationSamples.simulation("process"));

    for (var route : List.of(wrongPolicy, wrongProtocol)) {
      var outcome = SimulatedDispatch.outcome(route, intent);

      assertThat(outcome.status()).isEqualTo(OutcomeStatus.FAILED);
      assertThat(outcome.failure().orElseThrow().failureClass())
          .isEqualTo(FailureClass.ROUTE_UNRESOLVED);
      assertThat(outcome.artifacts()).isEmpty();
    }
    assertThat(Files.exists(trace)).isFalse();
    assertThatCode(() -> SimulatedDispatch.outcome(wrongPolicy, SimulationSamples.http("http://h")))
        .doesNotThrowAnyException();
  }

  // --- What is said of every contract

  /**
   * Asserts that one wrong text in an otherwise right document is what is blamed, and nothing else.
   */
  private static void assertThatBlamed(
      Contract<?> contract, JsonNode right, String pointer, String wrong) {
    var broken = (ObjectNode) right.deepCopy();
    var end = pointer.lastIndexOf('/');
    broken.withObject(pointer.substring(0, end)).put(pointer.substring(end + 1), wrong);
    assertThat(pointers(contract, broken)).containsExactly(pointer);
  }

  private static List<String> pointers(Contract<?> contract, JsonNode document) {
    return contract.violations(document).stream().map(Violation::pointer).toList();
  }

  private static OutcomeArtifact onlyArtifact(ExecutionOutcome outcome) {
    assertThat(outcome.artifacts()).hasSize(1);
    return outcome.artifacts().get(0);
  }

  /** A class file names every type that it uses, in text. */
  private static String compiled(Class<?> type) throws IOException {
    try (var in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      assertThat(in).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
