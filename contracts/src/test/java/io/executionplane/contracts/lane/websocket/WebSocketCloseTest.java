package io.executionplane.contracts.lane.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketCloseTest {

  private static final Contract<WebSocketClose> CLOSE = Contract.of(WebSocketClose.class);

  @ParameterizedTest
  @ValueSource(ints = {1000, 1003, 1007, 1014, 3000, 4999})
  void takesCodesThatACloseFrameMayCarry(int code) {
    assertThat(CLOSE.violations(Json.parse("{\"code\":" + code + ",\"reason\":\"\"}"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000})
  void refusesCodesThatItMayNot(int code) {
    assertThat(CLOSE.violations(Json.parse("{\"code\":" + code + ",\"reason\":\"\"}")))
        .extracting(Violation::pointer)
        .contains("/code")
        .doesNotContain("/reason");
  }

  @Test
  void countsTheBytesOfAReason() {
    var longest = "ä".repeat(61) + "a";

    assertThat(new WebSocketClose(1000, longest).reason()).isEqualTo(longest);
    assertThat(CLOSE.violations(Json.parse("{\"code\":1000,\"reason\":\"a" + longest + "\"}")))
        .containsExactly(new Violation("/reason", "must have at most 123 bytes"));
  }
}
