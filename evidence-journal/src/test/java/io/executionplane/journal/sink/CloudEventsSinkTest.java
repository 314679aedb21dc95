package io.executionplane.journal.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.json.Json;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sink.CloudEventsSettings.Mode;
import io.executionplane.journal.sink.CloudEventsSettings.SecretHeader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CloudEventsSinkTest extends StoreOfSinks {

  private static final History HISTORY = History.running("request-1");
  private static final SinkSettings PATIENT =
      new SinkSettings(
          100,
          1 << 20,
          Duration.ofMillis(10),
          Duration.ofSeconds(30),
          Duration.ofMillis(1),
          Duration.ofMinutes(5),
          Duration.ofMillis(200));

  private LoopbackServer server;

  @BeforeEach
  void startServer() throws IOException {
    server = LoopbackServer.start();
  }

  @AfterEach
  void stopServer() {
    server.close();
  }

  @Test
  void postsABatchOfCloudEvents() throws SQLException {
    write(HISTORY);

    feedAll(feeder(sink(Mode.BATCHED, Optional.empty()), PATIENT));

    assertThat(server.requests()).hasSize(1);
    var request = server.requests().get(0);
    assertThat(request.header("Content-type"))
        .isEqualTo("application/cloudevents-batch+json; charset=UTF-8");
    var events = new ArrayList<JsonNode>();
    Json.parse(request.body()).forEach(events::add);
    assertThat(events).hasSize(3);
    assertIsTheFirstEvent(events.get(0));
  }

  @Test
  void postsOneEventAfterTheOther() throws SQLException {
    write(HISTORY);

    feedAll(feeder(sink(Mode.STRUCTURED, Optional.empty()), PATIENT));

    assertThat(server.requests()).hasSize(3);
    var request = server.requests().get(0);
    assertThat(request.header("Content-type"))
        .isEqualTo("application/cloudevents+json; charset=UTF-8");
    assertIsTheFirstEvent(Json.parse(request.body()));
  }

  private static void assertIsTheFirstEvent(JsonNode event) {
    var recorded = HISTORY.events().get(0);
    assertThat(event.get("specversion").textValue()).isEqualTo("1.0");
    assertThat(event.get("id").textValue()).isEqualTo(HISTORY.ref() + "/1");
    assertThat(event.get("source").textValue()).isEqualTo("/execution-plane/our%20plane/node-1");
    assertThat(event.get("type").textValue())
        .isEqualTo("io.executionplane.evidence.admission.accepted");
    assertThat(event.get("subject").textValue()).isEqualTo(HISTORY.ref().text());
    assertThat(event.get("time").textValue()).isEqualTo("2026-11-20T12:00:00.000000Z");
    assertThat(event.get("evidencehash").textValue()).isEqualTo(recorded.head().hash().toString());
    assertThat(event.get("datacontenttype").textValue()).isEqualTo("application/json");
    assertThat(event.get("data")).isEqualTo(Json.parse(recorded.canonical()));
  }

  @Test
  void carriesTheCanonicalBytesAsTheyAre() throws SQLException {
    write(HISTORY);

    feedAll(feeder(sink(Mode.BATCHED, Optional.empty()), PATIENT));

    for (var event : HISTORY.events()) {
      assertThat(server.requests().get(0).body())
          .contains("\"data\":" + new String(event.canonical(), StandardCharsets.UTF_8) + "}");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 307, 400, 401, 404, 408, 413, 429, 500, 503})
  void triesAgainWhateverIsNoSuccess(int status) throws SQLException {
    write(HISTORY);
    server.then(status, Map.of("Location", "/elsewhere"));
    var feeder = feeder(sink(Mode.BATCHED, Optional.empty()), PATIENT);

    feeder.step();

    assertThat(feeder.status().lastError()).contains("the server answered " + status);
    assertThat(feeder.status().delivered()).isZero();
    feedAll(feeder);
    assertThat(feeder.status().delivered()).isEqualTo(3);
    assertThat(server.requests()).extracting(request -> request.path()).containsOnly("/events");
    assertThat(server.requests()).extracting(request -> request.body()).hasSize(2);
    assertThat(server.requests().get(1).body()).isEqualTo(server.requests().get(0).body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503 | 7                             | 7000",
        "429 | 7                             | 7000",
        "503 | Fri, 20 Nov 2026 12:01:00 GMT | 60000",
        "503 | 86400                         | 300000",
      })
  void waitsAsLongAsTheServerAsksWithinALimit(int status, String asked, long millis)
      throws SQLException {
    write(HISTORY);
    server.then(status, Map.of("Retry-After", asked));

    var step = feeder(sink(Mode.BATCHED, Optional.empty()), PATIENT).step();

    assertThat(step.pause()).isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"500,7", "503,soon", "503,-7", "503,''"})
  void takesNoOtherAnswerForAWait(int status, String asked) throws SQLException {
    write(HISTORY);
    server.then(status, Map.of("Retry-After", asked));

    var step = feeder(sink(Mode.BATCHED, Optional.empty()), PATIENT).step();

    assertThat(step.pause()).isLessThanOrEqualTo(PATIENT.retryMin());
  }

  @Test
  void sendsTheSecretOfTheMomentAndShowsItNowhere() throws SQLException, IOException {
    write(HISTORY);
    var file = directory.resolve("token");
    Files.writeString(file, "Bearer hunter1\n");
    var sink = sink(Mode.BATCHED, Optional.of(new SecretHeader("Authorization", file)));
    var feeder = feeder(sink, PATIENT);
    server.then(401);
    feeder.step();

    Files.writeString(file, "Bearer hunter2\n");
    feedAll(feeder);

    assertThat(server.requests())
        .extracting(request -> request.header("Authorization"))
        .containsExactly("Bearer hunter1", "Bearer hunter2");
    assertThat(feeder.status().toString()).doesNotContain("hunter");
  }

  @Test
  void doesNotQuoteASecretThatCannotBeSent() throws SQLException, IOException {
    write(HISTORY);
    var file = directory.resolve("token");
    Files.writeString(file, "hunter\u0001\n");
    var sink = sink(Mode.BATCHED, Optional.of(new SecretHeader("Authorization", file)));
    var feeder = feeder(sink, PATIENT);

    feeder.step();

    assertThat(feeder.status().lastError().orElseThrow())
        .startsWith("the header Authorization cannot be sent")
        .doesNotContain("hunter");
  }

  @Test
  void saysWhenTheSecretIsNotThere() throws SQLException {
    write(HISTORY);
    var missing = directory.resolve("missing");
    var sink = sink(Mode.BATCHED, Optional.of(new SecretHeader("Authorization", missing)));
    var feeder = feeder(sink, PATIENT);

    feeder.step();

    assertThat(feeder.status().lastError()).contains(missing + " cannot be read");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void saysWhenNobodyAnswers() throws SQLException, IOException {
    write(HISTORY);
    server.close();
    var feeder = feeder(sink(Mode.BATCHED, Optional.empty()), PATIENT);

    feeder.step();

    assertThat(feeder.status().lastError())
        .contains("the server cannot be reached: ConnectException");
  }

  @Test
  void givesUpOnAServerThatTakesARequestAndSaysNothing() throws SQLException, IOException {
    write(HISTORY);
    try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var url = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      var feeder = feeder(sink(url, Mode.BATCHED, Optional.empty(), 50), PATIENT);

      feeder.step();

      assertThat(feeder.status().lastError()).contains("the server does not answer in time");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "url = \"ftp://host/x\"           | url must be an http or https URL",
        "url = \"http:///x\"              | url must be an http or https URL",
        "url = \"a b\"                    | url is no URL",
        "url = \"http://me:pw@host/\"     | url must hold no user, password or fragment",
        "url = \"http://host/\", mode = x | mode must be structured or batched",
        "url = \"http://host/\", header-name = A                    | header-name and header-file"
            + " go together",
        "url = \"http://host/\", header-name = A, header-file = f   | header-file must only be sent"
            + " over https, or to this machine",
        "url = \"http://host/\", connect-within = 0s                | connect-within must be 10 ms"
            + " to 60000 ms",
      })
  void refusesSettingsThatCannotBeMeant(String text, String rule) {
    var config =
        ConfigFactory.parseString(text)
            .atPath(CloudEventsSettings.PATH)
            .withFallback(ConfigFactory.load());

    assertThatThrownBy(() -> CloudEventsSettings.from(config))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("execution-plane.sinks.cloudevents." + rule);
  }

  @Test
  void isThereOnlyIfItIsGivenAnAddress() {
    assertThat(CloudEventsSettings.from(ConfigFactory.load())).isEmpty();
  }

  // --- Steps

  private CloudEventsSink sink(Mode mode, Optional<SecretHeader> header) {
    return sink(server.url(), mode, header, 20_000);
  }

  private static CloudEventsSink sink(
      URI url, Mode mode, Optional<SecretHeader> header, long answerMillis) {
    var settings =
        new CloudEventsSettings(
            "cloudevents",
            url,
            mode,
            header,
            Duration.ofSeconds(5),
            Duration.ofMillis(answerMillis));
    return new CloudEventsSink(settings, "our plane", Clock.fixed(Payloads.NOON, ZoneOffset.UTC));
  }
}
