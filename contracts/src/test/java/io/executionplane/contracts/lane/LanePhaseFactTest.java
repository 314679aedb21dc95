package io.executionplane.contracts.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LanePhaseFactTest {

  @Test
  void keepsTheNamesOfAPayloadAndNothingUnderThem() {
    var fact = fact("{\"stdout\": \"private words\", \"exit\": {\"status\": 1}}", 10);

    assertThat(fact.payloadShape()).containsExactly("exit", "stdout");
    assertThat(new String(LanePhaseFact.CONTRACT.canonical(fact), StandardCharsets.UTF_8))
        .doesNotContain("private words", "status");
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_token", "Authorization", "token", "my_api_key", "secret"})
  void refusesAPayloadWithThePropertyOfACredential(String name) {
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> fact("{\"" + name + "\": 1}", 10))
        .withMessage("/payload_shape must not name a credential");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"fact_ref", "transport_ref", "output_hash_ref", "output_ref", "preview_ref"})
  void refusesARefThatCarriesACredential(String name) {
    var tree = tree().put(name, "artifact://a?access_token=b");

    assertThat(LanePhaseFact.CONTRACT.violations(tree))
        .singleElement()
        .hasToString("/" + name + " must not name a credential");
  }

  @Test
  void refusesMoreOutputThanIsAllowed() {
    assertThat(fact("{}", 100).outputByteSize()).isEqualTo(100);
    assertThatExceptionOfType(ContractViolationException.class)
        .isThrownBy(() -> fact("{}", 101))
        .withMessage("/output_byte_size must be at most max_output_bytes");
  }

  private static ObjectNode tree() {
    return (ObjectNode) LanePhaseFact.CONTRACT.encode(fact("{}", 1));
  }

  private static LanePhaseFact fact(String payload, long size) {
    return LanePhaseFact.of(
            FactPhase.CHUNK,
            "fact://f/1",
            "transport://t",
            1,
            size,
            100,
            JsonObject.of((ObjectNode) Json.parse(payload)))
        .withOutput("sha256://abc", Optional.empty(), Optional.of("preview://p"));
  }
}
