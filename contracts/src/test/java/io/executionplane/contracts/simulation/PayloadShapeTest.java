package io.executionplane.contracts.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.json.Sha256;
import org.junit.jupiter.api.Test;

class PayloadShapeTest {

  @Test
  void namesThePropertiesInOrderAndNothingBelowThem() {
    var payload = SimulationSamples.parse("{\"b\": {\"secret\": 1}, \"a\": \"value\", \"C\": []}");

    assertThat(PayloadShape.names(JsonObject.of(payload))).containsExactly("C", "a", "b");
  }

  @Test
  void givesTheDigestOfANameThatIsBlankOrTooLong() {
    var tooLong = "n".repeat(257);
    var payload = SimulationSamples.parse("{}");

    payload.put("", 0).put("\u00a0", 0).put("n".repeat(256), 0).put(tooLong, 0);

    assertThat(PayloadShape.names(JsonObject.of(payload)))
        .isSorted()
        .containsExactlyInAnyOrder(
            "n".repeat(256),
            Sha256.ofText("").text(),
            Sha256.ofText("\u00a0").text(),
            Sha256.ofText(tooLong).text());
  }
}
