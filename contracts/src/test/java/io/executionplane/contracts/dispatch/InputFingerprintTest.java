package io.executionplane.contracts.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.packet.HttpExecutionIntent;
import io.executionplane.contracts.packet.ProcessExecutionIntent;
import io.executionplane.contracts.simulation.Fingerprint;
import io.executionplane.contracts.simulation.SimulationSamples;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputFingerprintTest {

  private final HttpExecutionIntent http = SimulationSamples.http("http://h");
  private final ProcessExecutionIntent process = SimulationSamples.process("/bin/cat", "-", "");

  /** Spelled out, so that a peer in another language can be held to the same bytes. */
  @Test
  void isTheDigestOfTheCanonicalInput() {
    assertThat(InputFingerprint.of(http))
        .isEqualTo(
            fingerprint(
                "{'body':{'n':1.5,'url':'http://h'},'headers':{'x-target':'http://h'},"
                    + "'request_shape':'POST','stream_mode':'unary'}"));
    assertThat(InputFingerprint.of(process))
        .isEqualTo(
            fingerprint(
                "{'argv':['-',''],'command':'/bin/cat','cwd':'/tmp',"
                    + "'env_projection':{'A':'1'},'stdin':'in'}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"request_shape", "headers", "body", "stream_mode"})
  void dependsOnEveryPartOfAnHttpInput(String part) {
    var changed = (ObjectNode) HttpExecutionIntent.CONTRACT.encode(http);
    switch (part) {
      case "headers" -> changed.withObject("/headers").put("x-target", "http://i");
      case "stream_mode" -> changed.put("stream_mode", "incremental");
      default -> changed.put(part, "other");
    }

    assertThat(InputFingerprint.of(HttpExecutionIntent.CONTRACT.decode(changed)))
        .isNotEqualTo(InputFingerprint.of(http));
  }

  @ParameterizedTest
  @ValueSource(strings = {"command", "argv", "env_projection", "cwd", "stdin"})
  void dependsOnEveryPartOfAProcessInput(String part) {
    var changed = (ObjectNode) ProcessExecutionIntent.CONTRACT.encode(process);
    switch (part) {
      case "argv" -> changed.withArray("/argv").add("more");
      case "env_projection" -> changed.withObject("/env_projection").put("B", "");
      default -> changed.put(part, "other");
    }

    assertThat(InputFingerprint.of(ProcessExecutionIntent.CONTRACT.decode(changed)))
        .isNotEqualTo(InputFingerprint.of(process));
  }

  @Test
  void tellsBytesFromTextThatSpellsThem() {
    var asText = (ObjectNode) HttpExecutionIntent.CONTRACT.encode(http);
    asText.put("body", "AAAA");
    var asBytes = asText.deepCopy();
    asBytes.remove("body");
    asBytes.put("body_bytes", "AAAA");

    assertThat(InputFingerprint.of(HttpExecutionIntent.CONTRACT.decode(asBytes)))
        .isNotEqualTo(InputFingerprint.of(HttpExecutionIntent.CONTRACT.decode(asText)));
  }

  @Test
  void doesNotDependOnWhoAsksOrHowLongItMayTake() {
    var again = (ObjectNode) ProcessExecutionIntent.CONTRACT.encode(process);
    again.withObject("/envelope").put("intent_id", "another").put("idempotency_key", "another");
    again.put("stderr_mode", "stdout");

    assertThat(InputFingerprint.of(ProcessExecutionIntent.CONTRACT.decode(again)))
        .isEqualTo(InputFingerprint.of(process));
  }

  private static Fingerprint fingerprint(String canonical) {
    var bytes = canonical.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return new Fingerprint(Sha256.of(bytes), bytes.length);
  }
}
