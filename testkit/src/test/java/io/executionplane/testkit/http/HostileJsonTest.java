package io.executionplane.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Json;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bodies that are meant to cost more than they are worth, or to be read in two ways. */
class HostileJsonTest {

  private static final int MEBIBYTE = 1024 * 1024;

  @TempDir static Path directory;
  private static ServedPlane served;

  @BeforeAll
  static void start() {
    served = ServedPlane.in(directory);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  static Stream<Arguments> hostile() {
    return Stream.of(
        Arguments.of("too deep, lists", bytes("[".repeat(101) + "]".repeat(101))),
        Arguments.of("too deep, and it never ends", bytes("[".repeat(8 * MEBIBYTE))),
        Arguments.of("too deep, objects", bytes("{\"a\":".repeat(4 * MEBIBYTE / 5))),
        Arguments.of("a long number", bytes("{\"a\":" + "9".repeat(101) + "}")),
        Arguments.of("a number of megabytes", bytes("{\"a\":" + "9".repeat(7 * MEBIBYTE) + "}")),
        Arguments.of("a large exponent", bytes("{\"a\":1e999999999}")),
        Arguments.of("a long name", bytes("{\"" + "n".repeat(1025) + "\":1}")),
        Arguments.of("a name twice", bytes("{\"a\":1,\"a\":2}")),
        Arguments.of("a name twice, spelled otherwise", bytes("{\"a\":1,\"\\u0061\":2}")),
        Arguments.of("a million values", bytes("[" + "1,".repeat(MEBIBYTE) + "1]")),
        Arguments.of("no UTF-8", new byte[] {'"', (byte) 0xC3, '"'}),
        Arguments.of(
            "UTF-8 longer than it must be", new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}),
        Arguments.of(
            "a surrogate as UTF-8", new byte[] {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'}),
        Arguments.of("UTF-16", "{}".getBytes(StandardCharsets.UTF_16)),
        Arguments.of("a byte order mark", bytes("\uFEFF{}")),
        Arguments.of("half a surrogate", bytes("{\"a\":\"\\ud800\"}")),
        Arguments.of("two documents", bytes("{}{}")),
        Arguments.of("a comment", bytes("{/* */}")),
        Arguments.of("single quotes", bytes("{'a':1}")),
        Arguments.of("a comma at the end", bytes("[1,]")),
        Arguments.of("not a number", bytes("{\"a\":NaN}")),
        Arguments.of("cut", bytes("{\"a\":")),
        Arguments.of("nothing", new byte[0]));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> post(byte[] body) {
    return served.send(
        served
            .request(ServedPlane.ADA, "/v1/executions")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hostile")
  void isRefusedWithoutBeingUnderstood(String what, byte[] body) {
    var response = post(body);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    var problem = Json.parse(response.body());
    assertThat(problem.get("code").textValue()).isEqualTo("malformed_json");
    assertThat(problem.get("detail").textValue())
        .hasSizeBetween(10, 300)
        .doesNotContain("com.fasterxml", "Exception", "java.");
  }

  @Test
  void refusesTooMuchBeforeItComes() {
    try (var connection = RawConnection.to(served.port())) {
      connection.send(head("Content-Length: " + (8 * MEBIBYTE + 1)));

      assertThat(connection.readTo("}"))
          .startsWith("HTTP/1.1 413 ")
          .contains("\"code\":\"body_too_large\"");
    }
  }

  @Test
  void refusesTooMuchInChunks() {
    var chunk = "100000\r\n" + " ".repeat(MEBIBYTE) + "\r\n";
    try (var connection = RawConnection.to(served.port())) {
      connection.send(head("Transfer-Encoding: chunked"));
      for (var i = 0; i < 9 && connection.trySend(chunk); i++) {
        assertThat(i).isLessThan(9);
      }

      assertThat(connection.readTo("}")).startsWith("HTTP/1.1 413 ");
    }
  }

  @Test
  void refusesABodyThatIsCut() {
    try (var connection = RawConnection.to(served.port())) {
      connection.send(head("Content-Length: 100") + "{\"lane_id\":").finishSending();

      assertThat(connection.readToEnd()).startsWith("HTTP/1.1 400 ");
    }
    assertThat(served.get(ServedPlane.ADA, "/v1/executions").body()).contains("\"executions\":[]");
  }

  @Test
  void namesTheFieldThatBreaksTheContract() {
    var response = post(bytes("{\"contract_version\":1}"));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(Json.parse(response.body()).get("code").textValue()).isEqualTo("invalid_request");
    assertThat(Json.parse(response.body()).get("pointer").textValue()).startsWith("/");
  }

  private static String head(String length) {
    return "POST /v1/executions HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
        + "Authorization: Bearer "
        + ServedPlane.ADA
        + "\r\n"
        + length
        + "\r\n\r\n";
  }
}
