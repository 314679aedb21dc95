package io.executionplane.contracts.lane.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Contract;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestHeaderTest {

  private static final Contract<RequestHeader> HEADER = Contract.of(RequestHeader.class);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"name\":\"\",\"value\":\"\"}                     | /name",
        "{\"name\":\"a b\",\"value\":\"\"}                  | /name",
        "{\"name\":\":path\",\"value\":\"\"}                | /name",
        "{\"name\":\"é\",\"value\":\"\"}                    | /name",
        "{\"name\":\"Content-Length\",\"value\":\"3\"}      | /name",
        "{\"name\":\"HOST\",\"value\":\"a\"}                | /name",
        "{\"name\":\"a\",\"value\":\"b\\r\\nc: d\"}         | /value",
        "{\"name\":\"a\",\"value\":\"\\u0000\"}             | /value",
        "{\"name\":\"a\",\"value\":\"\\u007f\"}             | /value",
        "{\"name\":\"a\",\"value\":\"\\u0100\"}             | /value",
        "{\"name\":\"a\",\"value\":\" b\"}                  | /value",
        "{\"name\":\"a\",\"value\":\"b\\t\"}                | /value",
        "{\"name\":\"a\"}                                   | /value_handle",
        "{\"name\":\"a\",\"value_handle\":\"token\"}        | /value_handle",
        "{\"name\":\"Authorization\",\"value\":\"Bearer x\"} | /value"
      })
  void refusesWhatCouldBreakAMessageOrTellASecret(String document, String pointer) {
    assertThat(HEADER.violations(Json.parse(document)))
        .extracting(Violation::pointer)
        .containsExactly(pointer);
  }

  @Test
  void takesACredentialByItsHandle() {
    var header = RequestHeader.secret("Authorization", "credential-handle://c");

    assertThat(header.isCalled("authorization")).isTrue();
    assertThat(header.value()).isEmpty();
  }
}
