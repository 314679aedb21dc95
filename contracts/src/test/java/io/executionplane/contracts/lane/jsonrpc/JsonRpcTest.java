package io.executionplane.contracts.lane.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRpcTest {

  private static final String CALL =
      "{\"request\":{\"method\":\"m\"},\"transport\":{\"kind\":\"tcp\",\"host\":\"a\",\"port\":1}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"kind\":\"unix\",\"path\":\"x\"}                                      | /transport/path",
        "{\"kind\":\"tcp\",\"host\":\"a/b\",\"port\":1}                          | /transport/host",
        "{\"kind\":\"http\",\"url\":\"http://a\",\"tls\":{}}                     | /transport/tls",
        "{\"kind\":\"stdio\",\"process\":{\"command\":\"c\",\"stdin\":\"open\"}} |"
            + " /transport/process",
        "{\"kind\":\"carrier\"}                                                  | /transport/kind"
      })
  void refusesTransportsThatCannotCarryMessages(String transport, String pointer) {
    var document = Json.parse("{\"request\":{\"method\":\"m\"},\"transport\":" + transport + "}");

    assertThat(JsonRpcCall.CONTRACT.violations(document))
        .extracting(Violation::pointer)
        .containsExactly(pointer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"text\"", "true"})
  void refusesParametersWithoutStructure(String params) {
    var request = "{\"request\":{\"method\":\"m\",\"params\":" + params + "}";
    var document = Json.parse(CALL.replace("{\"request\":{\"method\":\"m\"}", request) + "}");

    assertThat(JsonRpcCall.CONTRACT.violations(document))
        .containsExactly(new Violation("/request/params", "must be an object or an array"));
  }

  @Test
  void tellsAnIdOfTextFromANumber() {
    var id = Contract.of(JsonRpcId.class);

    assertThat(id.decode(Json.parse("7"))).isEqualTo(new JsonRpcId.OfNumber(7));
    assertThat(id.decode(Json.parse("\"7\""))).isEqualTo(new JsonRpcId.OfText("7"));
    assertThat(id.violations(Json.parse("7.5"))).hasSize(1);
    assertThat(id.violations(Json.parse("null"))).hasSize(1);
  }
}
