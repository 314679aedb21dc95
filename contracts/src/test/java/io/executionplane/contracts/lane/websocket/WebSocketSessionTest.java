package io.executionplane.contracts.lane.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebSocketSessionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"subprotocols\":[\"a b\"]                          | /subprotocols",
        "\"subprotocols\":[\"a\",\"a\"]                      | /subprotocols",
        "\"headers\":[{\"name\":\"Sec-WebSocket-Key\",\"value\":\"\"}] | /headers",
        "\"tls\":{}                                          | /tls",
        "\"ping\":{\"interval_ms\":100,\"timeout_ms\":101}   | /ping/timeout_ms",
        "\"frame_bytes_max\":16777217                        | /frame_bytes_max",
        "\"message_bytes_max\":125,\"frame_bytes_max\":126   | /frame_bytes_max"
      })
  void refusesWhatContradictsItself(String property, String pointer) {
    var document = Json.parse("{\"url\":\"ws://a\"," + property + "}");

    assertThat(WebSocketSession.CONTRACT.violations(document))
        .extracting(Violation::pointer)
        .containsExactly(pointer);
  }
}
