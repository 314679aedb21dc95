package io.executionplane.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that a browser has open on this machine, and what they may not. */
class PageTest {

  @TempDir static Path directory;
  private static ServedPlane served;

  @BeforeAll
  static void start() {
    served =
        ServedPlane.in(
            directory,
            ConfigFactory.parseString(
                """
                execution-plane.http {
                  host-names = [Node.Example.com]
                  origins = ["https://console.example.com"]
                }
                """));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static String answer(String method, String host, String... fields) {
    try (var connection = RawConnection.to(served.port())) {
      connection.send(
          method
              + " /v1/executions HTTP/1.1\r\nHost: "
              + host.replace("PORT", String.valueOf(served.port()))
              + "\r\nConnection: close\r\nAuthorization: Bearer "
              + ServedPlane.OPERATOR
              + "\r\n"
              + String.join("", fields).replace("PORT", String.valueOf(served.port()))
              + "\r\n");
      return connection.readToEnd();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example.com",
        "localhost.evil.example.com:PORT",
        "127.0.0.1.evil.example.com",
        "127.0.0.1x",
        "localhost.",
        "0x7f000001",
        "2130706433",
      })
  void refusesANameThatSomebodyElseOwns(String host) {
    assertThat(answer("GET", host))
        .startsWith("HTTP/1.1 403 ")
        .contains("\"code\":\"host_refused\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:PORT",
        "127.0.0.1:PORT",
        "10.1.2.3",
        "[::1]:PORT",
        "node.example.com",
        "NODE.example.com:443",
      })
  void takesItsOwnNamesAndAnyAddress(String host) {
    assertThat(answer("GET", host)).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example.com\r\n",
        "Origin: null\r\n",
        "Origin: https://localhost:PORT\r\n",
        "Origin: http://localhost\r\n",
        "Origin: http://console.example.com\r\n",
        "Origin: https://console.example.com.evil.example.com\r\n",
        "Origin: http://localhost:PORT\r\nOrigin: https://evil.example.com\r\n",
        "Origin: http://localhost:PORT https://evil.example.com\r\n",
      })
  void refusesPagesOfOtherOrigins(String origin) {
    assertThat(answer("GET", "localhost:PORT", origin))
        .startsWith("HTTP/1.1 403 ")
        .contains("\"code\":\"origin_refused\"")
        .doesNotContain("Access-Control");
    assertThat(answer("POST", "localhost:PORT", origin, "Content-Length: 0\r\n"))
        .startsWith("HTTP/1.1 403 ");
  }

  @Test
  void takesItsOwnPages() {
    assertThat(answer("GET", "localhost:PORT", "Origin: http://localhost:PORT\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .doesNotContain("Access-Control");
  }

  @Test
  void letsPagesOfListedOriginsReadWhatIsAnswered() {
    assertThat(answer("GET", "localhost:PORT", "Origin: https://console.example.com\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .contains("Access-Control-Allow-Origin: https://console.example.com\r\n")
        .contains("Vary: Origin\r\n");
  }

  @Test
  void tellsBrowsersBeforehandWhatPagesOfListedOriginsMaySend() {
    var asked = "Access-Control-Request-Method: POST\r\n";

    assertThat(
            answer("OPTIONS", "localhost:PORT", "Origin: https://console.example.com\r\n", asked))
        .startsWith("HTTP/1.1 204 ")
        .contains("Access-Control-Allow-Headers: Authorization, ");
    assertThat(answer("OPTIONS", "localhost:PORT", "Origin: https://evil.example.com\r\n", asked))
        .startsWith("HTTP/1.1 403 ")
        .doesNotContain("Access-Control");
  }
}
