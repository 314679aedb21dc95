package io.executionplane.contracts.lane.sse;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SseSubscribeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"last_event_id\":\"a\\nb\"                               | /last_event_id",
        "\"last_event_id\":\"a\\u0000\"                            | /last_event_id",
        "\"until\":{\"kind\":\"event\",\"name\":\"a\\rb\"}         | /until/name",
        "\"headers\":[{\"name\":\"ACCEPT\",\"value\":\"a\"}]       | /headers",
        "\"reconnect\":{\"max\":-1}                                | /reconnect/max",
        "\"tls\":{}                                                | /tls"
      })
  void refusesWhatTheLaneCouldNotDo(String property, String pointer) {
    var document = Json.parse("{\"url\":\"http://a\"," + property + "}");

    assertThat(SseSubscribe.CONTRACT.violations(document))
        .extracting(Violation::pointer)
        .containsExactly(pointer);
  }
}
