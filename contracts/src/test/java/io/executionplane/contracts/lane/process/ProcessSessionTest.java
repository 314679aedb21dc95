package io.executionplane.contracts.lane.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessSessionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"stdin\":\"open\"                                        | /stdin",
        "\"headless_timeout_ms\":0                                 | /headless_timeout_ms",
        "\"limits\":{\"max_recoverable_line_bytes\":1048575}       |"
            + " /limits/max_recoverable_line_bytes",
        "\"limits\":{\"oversize_line_chunk_bytes\":16777217}       |"
            + " /limits/oversize_line_chunk_bytes",
        "\"replay_stderr_on_subscribe\":true,\"pty\":{\"cols\":1,\"rows\":1} |"
            + " /replay_stderr_on_subscribe",
        "\"replay_stderr_on_subscribe\":true,\"buffer_events_until_subscribe\":true |"
            + " /replay_stderr_on_subscribe"
      })
  void refusesWhatContradictsItself(String property, String pointer) {
    var document = Json.parse("{\"command\":\"cat\"," + property + "}");

    assertThat(ProcessSession.CONTRACT.violations(document))
        .extracting(Violation::pointer)
        .containsExactly(pointer);
  }

  @Test
  void needsNoMoreThanACommand() {
    var session = ProcessSession.CONTRACT.decode(Json.parse("{\"command\":\"cat\"}"));

    assertThat(session.run()).isEqualTo(ProcessRun.of("cat"));
  }
}
