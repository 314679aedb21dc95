package io.executionplane.contracts.family;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FamilyRequestsTest {

  @ParameterizedTest
  @ValueSource(strings = {"/", "/a?b=c", "/a//b", "/%20~!"})
  void takesAPathAtTheEndpoint(String path) {
    assertThat(HttpRequest.CONTRACT.violations(request(path))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "//host/a",
        "/a b",
        "/a\r\nx",
        "/\\host",
        "/a#b",
        "/é",
        "http://host",
        "/\u007f"
      })
  void refusesAPathThatLeadsElsewhere(String path) {
    assertThat(HttpRequest.CONTRACT.violations(request(path)).stream().map(Violation::pointer))
        .isNotEmpty()
        .containsOnly("/path");
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, true", "1024, true", "1025, false"})
  void takesADemandOfSomeAndNotTooMany(int count, boolean accepted) {
    var tree = Json.parse("{\"control\": \"demand\", \"count\": " + count + "}");

    assertThat(HttpDemand.CONTRACT.violations(tree).isEmpty()).isEqualTo(accepted);
  }

  @Test
  void findsWhatTheHostNamedAndNothingElse() {
    var refs = HostRefs.of(Map.of("endpoint-a", "https://user:word@a.example"));

    assertThat(refs.find("endpoint-a")).contains("https://user:word@a.example");
    assertThat(refs.find("https://b.example")).isEmpty();
    assertThat(refs).hasToString("1 names");
  }

  private static ObjectNode request(String path) {
    return ((ObjectNode)
            Json.parse(
                """
                {"request_ref": "r", "endpoint_ref": "e", "method": "GET",
                 "response_mode": "unary", "idempotency_key": "k"}
                """))
        .put("path", path);
  }
}
