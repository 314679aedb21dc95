package io.executionplane.contracts.lane.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DiagnosticTest {

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.255.0.9:80", "[::1]:1"})
  void probesTheMachineItself(String host) {
    var document = Json.parse("{\"url\":\"http://" + host + "/\"}");

    assertThat(DiagnosticHttpProbe.CONTRACT.violations(document)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.example",
        "192.0.2.1",
        "127.a.example",
        "localhost.example",
        "0.0.0.0",
        "[::]",
        "[::2]",
        "128.0.0.1",
        "[::ffff:127.0.0.1]"
      })
  void probesNothingElse(String host) {
    var document = Json.parse("{\"url\":\"http://" + host + "/\"}");

    assertThat(DiagnosticHttpProbe.CONTRACT.violations(document))
        .containsExactly(new Violation("/url", "must have a loopback host"));
  }

  @Test
  void saysNoMoreThanItsCeiling() {
    var most = "ä".repeat(DiagnosticLimits.OUTPUT_BYTES_CEILING / 2);

    assertThat(DiagnosticEcho.CONTRACT.violations(Json.parse("{\"text\":\"" + most + "\"}")))
        .isEmpty();
    assertThat(DiagnosticEcho.CONTRACT.violations(Json.parse("{\"text\":\"a" + most + "\"}")))
        .containsExactly(new Violation("/text", "must have at most 65536 bytes"));
  }
}
