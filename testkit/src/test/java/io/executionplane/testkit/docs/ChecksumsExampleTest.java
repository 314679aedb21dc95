package io.executionplane.testkit.docs;

import static io.executionplane.testkit.docs.ChecksumsExample.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example of a service with a plane inside does what its README says. */
class ChecksumsExampleTest {

  /** What SIGTERM leaves of a JVM: 128 and the number of the signal. */
  private static final int TERMINATED = 128 + 15;

  /** A file without content that takes far longer to read than any test waits. */
  private static final long ENDLESS = 1L << 40;

  private static final String LATER = "respond-async";

  @TempDir private static Path directory;

  private static Path classes;
  private static Path files;
  private static ChecksumsExample service;

  @BeforeAll
  static void start() throws Exception {
    classes = Files.createDirectory(directory.resolve("classes"));
    files = Files.createDirectory(directory.resolve("files"));
    Files.writeString(files.resolve("a.txt"), "alpha");
    Files.writeString(files.resolve("-"), "dash");
    Files.writeString(files.resolve("--help"), "help");
    Files.createSymbolicLink(files.resolve("out"), Path.of("/etc/passwd"));
    try (var endless = new RandomAccessFile(files.resolve("endless").toFile(), "rw")) {
      endless.setLength(ENDLESS);
    }
    ChecksumsExample.compile(classes);
    service = ChecksumsExample.start(classes, directory.resolve("data"), files);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void needsTheNodeAndALaneAndNothingElseOfOurs() throws IOException {
    var pom = Files.readString(ChecksumsExample.PROJECT.resolve("pom.xml"));

    assertThat(Pattern.compile("<artifactId>([^<]*)<").matcher(pom).results())
        .extracting(found -> found.group(1))
        .containsExactly(
            "checksums", "execution-plane-node", "execution-plane-lane-process", "logback-classic");
  }

  @Test
  void answersWithTheChecksumOfATextAndItsExecution() throws Exception {
    var answer = service.order("{\"text\":\"naïve\"}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).at("/checksums/0/sha256").textValue()).isEqualTo(sha256("naïve"));
    assertThat(answer.headers().firstValue("Location")).contains("/checksums/" + execution(answer));
  }

  @Test
  void answersWithTheChecksumsOfFilesWhateverTheyAreCalled() throws Exception {
    var found = json(service.order("{\"paths\":[\"a.txt\",\"-\",\"--help\"]}")).get("checksums");

    assertThat(found.findValuesAsText("name")).containsExactly("a.txt", "-", "--help");
    assertThat(found.findValuesAsText("sha256"))
        .containsExactly(sha256("alpha"), sha256("dash"), sha256("help"));
  }

  @Test
  void provesWhatItRan() throws Exception {
    var ref = execution(service.order("{\"text\":\"prove it\"}"));

    var proof = service.get("/" + ref + "/evidence");

    assertThat(proof.statusCode()).isEqualTo(200);
    assertThat(json(proof).get("verdict").textValue()).isEqualTo("verified");
    assertThat(json(proof).get("execution").textValue()).isEqualTo(ref);
  }

  @Test
  void runsAnOrderOnceHoweverOftenItsKeyComes() throws Exception {
    var first = service.order("{\"text\":\"once\"}", "Idempotency-Key", "key-1");
    var again = service.order("{\"text\":\"once\"}", "Idempotency-Key", "key-1");
    var other = service.order("{\"text\":\"twice\"}", "Idempotency-Key", "key-1");

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(execution(again)).isEqualTo(execution(first));
    assertThat(other.statusCode()).isEqualTo(422);
  }

  @Test
  void givesOutputWhileTheCommandRunsAndStopsItWhenItIsDeleted() throws Exception {
    var ordered = service.order("{\"paths\":[\"a.txt\",\"endless\"]}", "Prefer", LATER);
    var path = "/" + execution(ordered);
    assertThat(ordered.statusCode()).isEqualTo(202);

    try (var output = follow(path + "/output")) {
      assertThat(output.readLine()).isEqualTo(sha256("alpha") + "  ./a.txt");
      assertThat(json(service.get(path)).get("status").textValue()).isEqualTo("running");
      assertThat(service.get(path + "/evidence").statusCode()).isEqualTo(409);

      assertThat(service.ask("DELETE", path).statusCode()).isIn(202, 409);
      assertThat(output.readLine()).isNull();
    }

    await("ended").until(() -> service.get(path).statusCode() == 409);
    assertThat(json(service.get(path)).get("status").textValue()).isEqualTo("cancelled");
    assertThat(json(service.get(path + "/evidence")).get("verdict").textValue())
        .isEqualTo("verified");
  }

  @Test
  void givesOutputFromAnyByteOn() throws Exception {
    var ref = execution(service.order("{\"text\":\"resume\"}"));

    assertThat(service.get("/" + ref + "/output?from=60").body())
        .isEqualTo(sha256("resume").substring(60) + "  -\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                                     | 400 | ends too early
          []                                    | 400 | must be an object
          {}                                    | 400 | /text or paths must be given
          {"text":"a","paths":["a.txt"]}        | 400 | /text or paths must be given
          {"text":7}                            | 400 | /text
          {"txet":"a"}                          | 400 | /txet is not known
          {"paths":["a.txt",""]}                | 400 | /paths/1
          {"paths":["a\\\\b"]}                  | 400 | /paths must hold no backslash
          {"paths":["a.txt","gone"]}            | 404 | /paths/1 is no file
          {"paths":["../data/issuer.jwk"]}      | 404 | /paths/0 is no file
          {"paths":["/etc/passwd"]}             | 404 | /paths/0 is no file
          {"paths":["out"]}                     | 404 | /paths/0 is no file
          {"paths":["."]}                       | 404 | /paths/0 is no file
          """)
  void refusesAnOrderThatIs(String order, int status, String complaint) throws Exception {
    var answer = service.order(order);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).get("error").textValue()).contains(complaint);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    '',                                         405",
    "PUT,    /ex_aaaaaaaaaaaaaaaaaaaaaaaaaa,             405",
    "GET,    /ex_aaaaaaaaaaaaaaaaaaaaaaaaaa,             404",
    "GET,    /ex_aaaaaaaaaaaaaaaaaaaaaaaaaa/evidence,    404",
    "DELETE, /ex_aaaaaaaaaaaaaaaaaaaaaaaaaa,             404",
    "POST,   /ex_aaaaaaaaaaaaaaaaaaaaaaaaaa/evidence,    405",
    "GET,    /nonsense,                                  404",
    "GET,    /ex_aaaaaaaaaaaaaaaaaaaaaaaaaa/output/more, 404",
  })
  void refusesToBeAsked(String method, String path, int status) throws Exception {
    var answer = service.ask(method, path);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).get("error").textValue()).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"from=-1", "from=", "to=3", "from=1&from=2", "from=9999999999999999999"})
  void refusesAnOffsetThatIsNone(String query) throws Exception {
    var ref = execution(service.order("{\"text\":\"offsets\"}"));

    assertThat(service.get("/" + ref + "/output?" + query).statusCode()).isEqualTo(400);
  }

  @Test
  void refusesAnOrderThatIsTooLong() throws Exception {
    var order = "{\"text\":\"" + "a".repeat(1024 * 1024) + "\"}";

    assertThat(service.order(order).statusCode()).isEqualTo(413);
  }

  @Test
  void refusesAKeyThatIsNone() throws Exception {
    assertThat(service.order("{\"text\":\"a\"}", "Idempotency-Key", " ").statusCode())
        .isEqualTo(400);
  }

  @Test
  void refusesWhatAForeignWebPageCouldSend() throws Exception {
    var form = service.request("", "POST", BodyPublishers.ofString("{\"text\":\"a\"}"));

    assertThat(service.send(form, BodyHandlers.ofString()).statusCode()).isEqualTo(415);
    assertThat(statusLineFor("GET /checksums/x HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
        .contains(" 421 ");
  }

  @Test
  void endsOnSigtermWithEverythingThatItStartedAndKnowsOfItLater() throws Exception {
    var data = directory.resolve("data of another");
    String ref;
    try (var ending = ChecksumsExample.start(classes, data, files)) {
      ref = execution(ending.order("{\"paths\":[\"endless\"]}", "Prefer", LATER));
      await("running").until(() -> !ending.children().isEmpty());
      var children = ending.children();

      assertThat(ending.terminate()).isEqualTo(TERMINATED);
      assertThat(children).noneMatch(ProcessHandle::isAlive);
    }

    try (var next = ChecksumsExample.start(classes, data, files)) {
      assertThat(json(next.get("/" + ref)).get("status").textValue()).isEqualTo("cancelled");
      assertThat(json(next.get("/" + ref + "/evidence")).get("verdict").textValue())
          .isEqualTo("verified");
    }
  }

  private static BufferedReader follow(String path) throws Exception {
    var request = service.request(path, "GET", BodyPublishers.noBody());
    var response = service.send(request, BodyHandlers.ofInputStream());
    return new BufferedReader(new InputStreamReader(response.body(), UTF_8));
  }

  private static String statusLineFor(String request) throws IOException {
    try (var socket = new Socket(service.url().getHost(), service.url().getPort())) {
      socket.setSoTimeout((int) TimeUnit.MINUTES.toMillis(1));
      socket.getOutputStream().write(request.getBytes(UTF_8));
      var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      return String.valueOf(reader.readLine());
    }
  }

  private static String execution(HttpResponse<String> answer) {
    return json(answer).get("execution").textValue();
  }

  private static String sha256(String text) throws Exception {
    var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return HexFormat.of().formatHex(digest).toLowerCase(Locale.ROOT);
  }
}
