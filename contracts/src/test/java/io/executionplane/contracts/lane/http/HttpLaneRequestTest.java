package io.executionplane.contracts.lane.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpLaneRequestTest {

  private static final String RETRY =
      ",\"retry\":{\"retry_class\":\"no_response\",\"attempts_max\":2}";

  @ParameterizedTest
  @ValueSource(strings = {"get", "Get", "CONNECT", "", "BREW"})
  void takesMethodsInCapitalsAndNoTunnels(String method) {
    assertThat(HttpLaneRequest.CONTRACT.violations(Json.parse(request(method, ""))))
        .extracting(Violation::pointer)
        .containsExactly("/method");
  }

  @Test
  void repeatsOnlyWhatMayBeRepeated() {
    var key = ",\"headers\":[{\"name\":\"Idempotency-Key\",\"value\":\"k\"}]";

    assertThat(violations("POST", RETRY)).containsExactly("/retry");
    assertThat(violations("PATCH", RETRY)).containsExactly("/retry");
    assertThat(violations("PUT", RETRY)).isEmpty();
    assertThat(violations("POST", RETRY + key)).isEmpty();
  }

  @Test
  void sendsNothingWithATrace() {
    var body = ",\"body\":{\"kind\":\"text\",\"text\":\"x\"}";

    assertThat(violations("TRACE", body)).containsExactly("/body");
    assertThat(violations("DELETE", body)).isEmpty();
  }

  private static List<String> violations(String method, String rest) {
    return HttpLaneRequest.CONTRACT.violations(Json.parse(request(method, rest))).stream()
        .map(Violation::pointer)
        .toList();
  }

  private static String request(String method, String rest) {
    return "{\"url\":\"https://a\",\"method\":\"" + method + "\"" + rest + "}";
  }
}
