package io.executionplane.testkit.http;

import static io.executionplane.testkit.http.Scripts.openShell;
import static io.executionplane.testkit.http.Scripts.shell;
import static io.executionplane.testkit.http.ServedPlane.ADA;
import static io.executionplane.testkit.http.ServedPlane.EVE;
import static io.executionplane.testkit.http.ServedPlane.READER;
import static io.executionplane.testkit.http.ServedPlane.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputOverHttpTest {

  @TempDir static Path directory;

  private static ServedPlane served;

  @BeforeAll
  static void start() {
    served = ServedPlane.in(directory.resolve("data"));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void acknowledgesTheOffsetThatWasAcceptedAndTakesARetryOnce() {
    var ref = served.submitted(ADA, openShell("cat"));

    assertAccepted(handIn(ADA, ref, "?offset=0", "hello "), 0, 6);
    assertAccepted(handIn(ADA, ref, "?offset=0", "hello "), 0, 6);
    assertAccepted(handIn(ADA, ref, "", "wor"), 6, 9);
    assertAccepted(handIn(ADA, ref, "?offset=9&eof=true", "ld"), 9, 11);

    assertThat(json(served.get(ADA, "/v1/executions/" + ref + "?wait=60")).get("status").asText())
        .isEqualTo("succeeded");
    assertThat(served.get(ADA, "/v1/executions/" + ref + "/output/stdout").body())
        .isEqualTo("hello world");
    assertThat(served.get(ADA, "/v1/executions/" + ref + "/events").body())
        .contains("\"by\":\"user:ada\"");
  }

  @Test
  void closesTheInputWithoutABody() {
    var ref = served.submitted(ADA, openShell("cat; exit 6"));

    assertAccepted(handIn(ADA, ref, "?eof=true", ""), 0, 0);

    var ended = json(served.get(ADA, "/v1/executions/" + ref + "?wait=60"));
    assertThat(ended.at("/result/output/exit/code").intValue()).isEqualTo(6);
  }

  @Test
  void refusesAnotherOffsetAndSaysWhichIsNext() {
    var ref = served.submitted(ADA, openShell("cat"));
    assertAccepted(handIn(ADA, ref, "", "abc"), 0, 3);

    var refused = handIn(ADA, ref, "?offset=7", "x");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).get("code").textValue()).isEqualTo("input_offset_mismatch");
    assertThat(json(refused).get("detail").textValue()).endsWith("offset 3");
    handIn(ADA, ref, "?eof=true", "");
  }

  @Test
  void refusesInputThatIsNotOpenOrOver() {
    var closed = served.ended(ADA, shell("exit 0"));

    var refused = handIn(ADA, closed, "", "x");

    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).get("code").textValue()).isEqualTo("execution_terminal");
  }

  @Test
  void takesNothingFromAnotherTenantNorFromOneWhoMayOnlyRead() {
    var ref = served.submitted(ADA, openShell("cat"));

    assertThat(handIn(EVE, ref, "", "x").statusCode()).isEqualTo(404);
    assertThat(handIn(READER, ref, "", "x").statusCode()).isEqualTo(403);

    assertAccepted(handIn(ADA, ref, "?eof=true", "y"), 0, 1);
  }

  @Test
  void refusesWhatIsTooLargeAndAStreamThatIsNone() {
    var ref = served.submitted(ADA, openShell("cat"));

    assertThat(handIn(ADA, ref, "", "x".repeat(1024 * 1024 + 1)).statusCode()).isEqualTo(413);
    var wrong = handIn(ADA, ref, "?stream=No", "x");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(json(wrong).get("detail").textValue()).startsWith("stream ");

    assertAccepted(handIn(ADA, ref, "?eof=true", ""), 0, 0);
  }

  private static HttpResponse<String> handIn(String token, String ref, String query, String body) {
    return served.send(
        served
            .request(token, "/v1/executions/" + ref + "/input" + query)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static void assertAccepted(HttpResponse<String> answer, long from, long to) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(json(answer).get("from").longValue()).isEqualTo(from);
    assertThat(json(answer).get("to").longValue()).isEqualTo(to);
  }
}
