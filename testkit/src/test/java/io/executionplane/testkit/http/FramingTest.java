package io.executionplane.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a proxy could read in another way than the node is not read at all (RFC 9112, section 11.2).
 * Raw bytes, as no HTTP library would send them. In the tables {@code ~} is CR LF and {@code ^} a
 * space.
 */
class FramingTest {

  private static final String AFTER = "GET /livez HTTP/1.1\r\nHost: after.example\r\n\r\n";
  private static final String POST =
      "POST /v1/executions HTTP/1.1~Host: localhost~Content-Type: application/json~"
          + "Authorization: Bearer "
          + ServedPlane.OPERATOR
          + "~";
  private static final String CHUNKED = POST + "Transfer-Encoding: chunked~~";

  @TempDir static Path directory;
  private static ServedPlane served;

  @BeforeAll
  static void start() {
    served =
        ServedPlane.in(
            directory,
            ConfigFactory.parseString("execution-plane.http.head-within = 500 milliseconds"));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static String spelled(String bytes) {
    return bytes
        .replace("~", "\r\n")
        .replace("{CR}", "\r")
        .replace("{TLS}", "\u0016\u0003\u0001\u0002")
        .replace("{LF}", "\n")
        .replace("{VT}", "\u000b")
        .replace("^", " ");
  }

  /** Sends bytes and a well-formed request after them, which must not be seen as one. */
  private static String answer(String bytes) {
    try (var connection = RawConnection.to(served.port())) {
      connection.send(spelled(bytes)).trySend(AFTER);
      return connection.readToEnd();
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          LF alone after the first line | GET /livez HTTP/1.1{LF}
          no version                    | GET /livez~Host: localhost~~
          a newer version               | GET /livez HTTP/2.0~Host: localhost~~
          another version               | GET /livez HTTP/1.2~Host: localhost~~
          a version in lower case       | GET /livez http/1.1~Host: localhost~~
          two spaces                    | GET^^/livez HTTP/1.1~Host: localhost~~
          a tab for a space             | GET\t/livez HTTP/1.1~Host: localhost~~
          an empty line before          | ~GET /livez HTTP/1.1~Host: localhost~~
          a target for proxies          | GET http://localhost/livez HTTP/1.1~Host: localhost~~
          a target without a path       | OPTIONS * HTTP/1.1~Host: localhost~~
          a method that is no token     | GE(T /livez HTTP/1.1~Host: localhost~~
          half a percent sign           | GET /livez%4 HTTP/1.1~Host: localhost~~
          a space in the target         | GET /livez /x HTTP/1.1~Host: localhost~~
          a fragment in the target      | GET /livez#x HTTP/1.1~Host: localhost~~
          a TLS greeting                | {TLS}
          """)
  void refusesAFirstLineThatIsNone(String what, String bytes) {
    refuses(bytes);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          LF alone                      | Host: localhost{LF}X: y~~
          LF alone before the end       | Host: localhost~{LF}
          CR alone                      | Host: localhost{CR}X: y~~
          a zero byte                   | Host: localhost~X: a\u0000b~~
          a byte above ASCII            | Host: localhost~X: a\u00e4b~~
          a folded field                | Host: localhost~X: a~ b~~
          a fold before any field       | ^Host: localhost~~
          a space before the colon      | Host : localhost~~
          a tab before the colon        | Host: localhost~X\t: y~~
          a line without a colon        | Host: localhost~X~~
          a field without a name        | Host: localhost~: y~~
          a name that is no token       | Host: localhost~X(y): z~~
          no Host                       | X: y~~
          an empty Host                 | Host:~~
          two Hosts                     | Host: localhost~Host: localhost~~
          two Hosts that differ         | Host: localhost~hOST: example.com~~
          two names in Host             | Host: localhost, example.com~~
          a user in Host                | Host: me@localhost~~
          a path in Host                | Host: localhost/x~~
          a percent sign in Host        | Host: %6cocalhost~~
          a port beyond all in Host     | Host: localhost:99999~~
          no port after the colon       | Host: localhost:~~
          no address in brackets        | Host: [1:2]~~
          """)
  void refusesFieldsThatAreNone(String what, String fields) {
    refuses("GET /livez HTTP/1.1~" + fields);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          both                          | Content-Length: 5~Transfer-Encoding: chunked~
          both, the other way           | Transfer-Encoding: chunked~Content-Length: 5~
          two lengths                   | Content-Length: 5~Content-Length: 6~
          one length twice              | Content-Length: 5~Content-Length: 5~
          a list of lengths             | Content-Length: 5, 5~
          a signed length               | Content-Length: +5~
          a negative length             | Content-Length: -5~
          a length in hexadecimal       | Content-Length: 0x5~
          a length with a space         | Content-Length: 5 0~
          a fraction                    | Content-Length: 5.0~
          an empty length               | Content-Length:~
          a length beyond all           | Content-Length: 99999999999999999999~
          a quoted coding               | Transfer-Encoding: "chunked"~
          an unknown coding             | Transfer-Encoding: xchunked~
          compressed                    | Transfer-Encoding: gzip, chunked~
          chunked, but not last         | Transfer-Encoding: chunked, gzip~
          chunked twice                 | Transfer-Encoding: chunked, chunked~
          two fields                    | Transfer-Encoding: chunked~Transfer-Encoding: chunked~
          a second, of another kind     | Transfer-Encoding: chunked~Transfer-Encoding: identity~
          identity                      | Transfer-Encoding: identity~
          a comma before                | Transfer-Encoding: , chunked~
          a parameter                   | Transfer-Encoding: chunked;q=1~
          a vertical tab before         | Transfer-Encoding: {VT}chunked~
          an empty coding               | Transfer-Encoding:~
          """)
  void refusesABodyWhoseEndIsUnclear(String what, String fields) {
    refuses(POST + fields + "~5~hello~0~~");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          a space after the size        | 5 ~hello~0~~
          two numbers                   | 5 0~hello~0~~
          a space before the size       | ^5~hello~0~~
          a prefix                      | 0x5~hello~0~~
          a sign                        | +5~hello~0~~
          a negative size               | -5~hello~0~~
          an underscore                 | 0_5~hello~0~~
          no size                       | ~hello~0~~
          only an extension             | ;a=b~hello~0~~
          a letter that is no digit     | g~hello~0~~
          a size beyond all             | fffffffff~hello~0~~
          LF alone after the size       | 5{LF}hello~0~~
          LF alone in an extension      | 5;a{LF}hello~0~~
          a CR in an extension          | 5;a{CR}b~hello~0~~
          an extension without end      | 5;%s
          a chunk that is longer        | 5~hello!~0~~
          LF alone after the chunk      | 5~hello{LF}0~~
          nothing after the chunk       | 5~hello0~~
          LF alone at the end           | 5~hello~0~{LF}
          a trailer without a colon     | 5~hello~0~X~~
          a folded trailer              | 5~hello~0~X: y~ z~~
          a trailer that frames         | 5~hello~0~Content-Length: 9~~
          a trailer that names a host   | 5~hello~0~Host: localhost~~
          """)
  void refusesChunksThatAreNone(String what, String chunks) {
    refuses(CHUNKED + chunks.formatted("a".repeat(300)));
  }

  private static void refuses(String bytes) {
    var answer = answer(bytes);

    assertThat(answer)
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .contains("Content-Type: application/problem+json\r\n", "Connection: close\r\n")
        .contains("\"code\":\"malformed_framing\"");
    assertThat(answer.split("HTTP/1\\.1 \\d", -1)).as("one answer and no other").hasSize(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          the oldest version            | GET /livez HTTP/1.0~Host: localhost~~
          white space around a value    | GET /livez HTTP/1.1~Host:  \tlocalhost \t~Connection: close~~
          an address and a port         | GET /livez HTTP/1.1~Host: [::1]:7480~Connection: close~~
          names in any case             | GET /livez HTTP/1.1~hOsT: LocalHost~cOnnection: close~~
          an empty query                | GET /livez? HTTP/1.1~Host: localhost~Connection: close~~
          a percent sign                | GET /%6civez HTTP/1.1~Host: localhost~Connection: close~~
          a body that nobody wants      | GET /livez HTTP/1.1~Host: localhost~Connection: close~Content-Length: 2~~ab
          an empty body                 | GET /livez HTTP/1.1~Host: localhost~Connection: close~Content-Length: 0~~
          chunks                        | GET /livez HTTP/1.1~Host: localhost~Connection: close~Transfer-Encoding: Chunked~~5~hello~A~0123456789~0~~
          extensions and trailers       | GET /livez HTTP/1.1~Host: localhost~Connection: close~Transfer-Encoding: chunked~~00005;a="b"~hello~000~X: y~Z: ~~
          """)
  void takesWhatIsUnusualAndClear(String what, String bytes) {
    var answer = answer(bytes);

    assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n");
    assertThat(answer.split("HTTP/1\\.1 \\d", -1)).hasSize(2);
  }

  @Test
  void answersWhatCameBeforeThatWhichIsRefused() {
    var answer = answer(AFTER + AFTER + "GET /livez HTTP/1.1\nHost: localhost~~");

    var statuses = new ArrayList<String>();
    for (var part : answer.split("(?=HTTP/1\\.1 \\d)", -1)) {
      statuses.add(part.substring(9, 12));
    }
    assertThat(statuses).isEqualTo(List.of("403", "403", "400"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a long target  | GET /livez?%s HTTP/1.1~Host: localhost~~                | 3000
          a long name    | GET /livez HTTP/1.1~Host: localhost~%s: x~~             | 100
          a long value   | GET /livez HTTP/1.1~Host: localhost~X: %s~~             | 9000
          a long line    | GET /livez HTTP/1.1~Host: localhost~X: %s               | 100000
          """)
  void refusesAHeadThatIsTooLarge(String what, String bytes, int length) {
    assertThat(answer(bytes.formatted("a".repeat(length))))
        .startsWith("HTTP/1.1 431 ")
        .contains("\"code\":\"head_too_large\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"BREW", "get", "CONNECT"})
  void refusesAMethodThatIsNone(String method) {
    assertThat(answer(method + " /livez HTTP/1.1~Host: localhost~~"))
        .startsWith("HTTP/1.1 501 ")
        .contains("\"code\":\"method_unknown\"");
  }

  @Test
  void refusesMoreFieldsThanAreTaken() {
    assertThat(answer("GET /livez HTTP/1.1~Host: localhost~" + "X: y~".repeat(65) + "~"))
        .startsWith("HTTP/1.1 431 ");
  }

  @Test
  void refusesAHeadThatDoesNotEnd() {
    try (var connection = RawConnection.to(served.port())) {
      connection.send("GET /livez HTTP/1.1\r\nHost: localhost\r\nX: ");

      assertThat(connection.readToEnd())
          .startsWith("HTTP/1.1 408 ")
          .contains("\"code\":\"call_timed_out\"");
    }
  }

  @Test
  void closesAConnectionThatSaysNothing() {
    try (var connection = RawConnection.to(served.port())) {
      assertThat(connection.readToEnd()).isEmpty();
    }
  }

  @Test
  void refusesAHeadThatIsCut() {
    try (var connection = RawConnection.to(served.port())) {
      connection.send("GET /livez HTTP/1.1\r\nHost: local").finishSending();

      assertThat(connection.readToEnd()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void readsTheSameHoweverItIsCut() {
    var bytes =
        spelled(
            CHUNKED
                + "5;a~hello~0~X: y~~"
                + "GET /livez HTTP/1.1~Host: localhost~Connection: close~~");
    try (var connection = RawConnection.to(served.port())) {
      for (var i = 0; i < bytes.length(); i++) {
        connection.send(bytes.substring(i, i + 1));
      }
      assertThat(connection.readToEnd())
          .startsWith("HTTP/1.1 400 ")
          .contains("malformed_json", "HTTP/1.1 200 OK");
    }
  }

  /** Java's client asks for HTTP/2 with each first request. */
  @Test
  void goesOnAfterAnUpgradeThatIsNotTaken() {
    var asking = "GET /livez HTTP/1.1~Host: localhost~Upgrade: h2c~Connection: Upgrade~~";

    assertThat(answer(asking + "GET /livez HTTP/1.1\nHost: localhost~~"))
        .startsWith("HTTP/1.1 200 OK")
        .contains("HTTP/1.1 400 Bad Request");
  }
}
