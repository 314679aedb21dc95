package io.executionplane.testkit.http;

import static io.executionplane.testkit.http.ServedPlane.ADA;
import static io.executionplane.testkit.http.ServedPlane.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.lane.process.ProcessRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamsTest {

  private static final int LINES = 20_000;
  private static final int FOLLOWERS = 50;

  @TempDir static Path directory;

  private static ServedPlane served;
  private static String counted;
  private static byte[] expected;

  @BeforeAll
  static void start() {
    served = ServedPlane.in(directory.resolve("data"));
    counted = served.ended(ADA, ProcessRun.of("/usr/bin/seq", "1", Integer.toString(LINES)));
    expected =
        IntStream.rangeClosed(1, LINES)
            .mapToObj(line -> line + "\n")
            .collect(Collectors.joining())
            .getBytes(StandardCharsets.UTF_8);
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  private static String path(String ref, String part) {
    return "/v1/executions/" + ref + part;
  }

  private static ServerSentEvents follow(String path, String... headers) {
    var request = served.request(ADA, path).header("Accept", "text/event-stream").GET();
    var response = served.open((headers.length == 0 ? request : request.headers(headers)).build());
    assertThat(response.statusCode()).isEqualTo(200);
    return new ServerSentEvents(response.body());
  }

  // --- Events

  @Test
  void givesEventsInPages() {
    var first = json(served.get(ADA, path(counted, "/events?page_size=3")));
    var rest = json(served.get(ADA, path(counted, "/events?from=" + first.get("next_from"))));

    assertThat(first.get("events")).hasSize(3);
    assertThat(first.get("next_from").intValue()).isEqualTo(4);
    assertThat(rest.get("next_from").isNull()).isTrue();
    assertThat(rest.at("/events/0/seq").intValue()).isEqualTo(4);
  }

  @Test
  void followsEventsUpToTheTerminalOneAndResumesAfterTheLast() {
    var all = follow(path(counted, "/events")).rest();

    assertThat(all.stream().map(ServerSentEvents.Event::id))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, all.size()).mapToObj(Long::toString).toList());
    assertThat(all.get(all.size() - 1).name()).isEqualTo("execution.completed");
    var rest = follow(path(counted, "/events"), "Last-Event-ID", "2").rest();
    assertThat(rest).isEqualTo(all.subList(2, all.size()));
  }

  @Test
  void saysThatNothingComesToWhoeverHasAll() {
    var all = follow(path(counted, "/events")).rest();
    var request =
        served
            .request(ADA, path(counted, "/events"))
            .headers("Accept", "text/event-stream", "Last-Event-ID", "" + all.size())
            .build();

    assertThat(served.send(request).statusCode()).isEqualTo(204);
  }

  @Test
  void keepsAQuietStreamAlive() throws IOException {
    var settings = ConfigFactory.parseString("execution-plane.http.heartbeat-every = 100ms");
    try (var other = ServedPlane.in(Files.createDirectory(directory.resolve("quiet")), settings)) {
      var ref = other.submitted(ADA, ProcessRun.of("/bin/sleep", "300"));
      var request =
          other
              .request(ADA, path(ref, "/output/stdout"))
              .header("Accept", "text/event-stream")
              .build();
      try (var body = other.open(request).body()) {
        assertThat(new String(body.readNBytes(18), StandardCharsets.UTF_8))
            .isEqualTo("retry: 250\n\n:\n\n:\n\n");
      }
      other.post(ADA, path(ref, ":cancel"), "");
    }
  }

  // --- Output

  @Test
  void givesAllBytesAndSaysWhatTheyAre() {
    var whole = served.open(served.request(ADA, path(counted, "/output/stdout")).build());

    assertThat(bytes(whole)).isEqualTo(expected);
    assertThat(whole.headers().firstValue("Stream-Total-Bytes")).contains("" + expected.length);
    assertThat(whole.headers().firstValue("Stream-Sha256")).contains(Sha256.of(expected).text());
    assertThat(whole.headers().firstValue("Stream-Ending")).contains("eof");
  }

  @Test
  void givesRanges() {
    var part =
        served.open(
            served
                .request(ADA, path(counted, "/output/stdout"))
                .header("Range", "bytes=100-199")
                .build());

    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.headers().firstValue("Content-Range"))
        .contains("bytes 100-199/" + expected.length);
    assertThat(bytes(part)).isEqualTo(slice(100, 200));
    var last =
        served.open(
            served
                .request(ADA, path(counted, "/output/stdout"))
                .header("Range", "bytes=-5")
                .build());
    assertThat(bytes(last)).isEqualTo(slice(expected.length - 5, expected.length));
    var from = served.open(served.request(ADA, path(counted, "/output/stdout?from=7")).build());
    assertThat(bytes(from)).isEqualTo(slice(7, expected.length));
  }

  @Test
  void refusesARangeThatIsNotThere() {
    var beyond =
        served.send(
            served
                .request(ADA, path(counted, "/output/stdout"))
                .header("Range", "bytes=99999999-")
                .build());

    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(served.get(ADA, path(counted, "/output/nothing")).statusCode()).isEqualTo(404);
  }

  @Test
  void followsBytesUntilTheStreamEnds() {
    var ref =
        served.submitted(
            ADA, ProcessRun.of("/bin/sh", "-c", "echo one; sleep 0.2; echo two; exit 0"));

    var followed =
        served.open(served.request(ADA, path(ref, "/output/stdout?follow=true")).build());

    assertThat(new String(bytes(followed), StandardCharsets.UTF_8)).isEqualTo("one\ntwo\n");
  }

  @Test
  void isTheSameForFiftyFollowersOneOfWhichIsFrozen() throws Exception {
    var ref =
        served.submitted(ADA, ProcessRun.of("/bin/sh", "-c", "sleep 0.5; seq 1 200000; echo end"));
    var frozen = follow(path(ref, "/output/stdout"));
    var readers = new ArrayList<CompletableFuture<Integer>>();
    var threads = Executors.newFixedThreadPool(FOLLOWERS);
    try {
      for (var i = 1; i < FOLLOWERS; i++) {
        readers.add(
            CompletableFuture.supplyAsync(
                () -> output(follow(path(ref, "/output/stdout")).rest()).length, threads));
      }
      var length = 1_288_899;
      for (var reader : readers) {
        assertThat(reader.get(60, TimeUnit.SECONDS)).isEqualTo(length);
      }
      assertThat(output(frozen.rest())).hasSize(length);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void declaresWhatIsLeftOut() {
    var settings =
        ConfigFactory.parseString("execution-plane.node.limits.capture-bytes-max = 8KiB");
    try (var small = ServedPlane.in(directory.resolve("small"), settings)) {
      var ref = small.ended(ADA, ProcessRun.of("/usr/bin/seq", "1", Integer.toString(LINES)));
      var whole = small.open(small.request(ADA, path(ref, "/output/stdout")).build());
      var stored = bytes(whole).length;

      assertThat(whole.headers().firstValue("Stream-Omitted"))
          .hasValueSatisfying(gap -> assertThat(gap).endsWith(";reason=capture_limit"));
      assertThat(stored).isLessThan(expected.length);
      var middle =
          small.send(
              small
                  .request(ADA, path(ref, "/output/stdout"))
                  .header("Range", "bytes=50000-50009")
                  .build());
      assertThat(middle.statusCode()).isEqualTo(416);
      var request =
          small
              .request(ADA, path(ref, "/output/stdout"))
              .header("Accept", "text/event-stream")
              .build();
      var events = new ServerSentEvents(small.open(request).body()).rest();
      assertThat(events).extracting(ServerSentEvents.Event::name).contains("omitted", "end");
      var gap =
          events.stream().filter(each -> each.name().equals("omitted")).findFirst().orElseThrow();
      var range = Json.parse(gap.data());
      assertThat(range.get("to").longValue() - range.get("from").longValue())
          .isEqualTo(expected.length - stored);
    }
  }

  private static byte[] output(List<ServerSentEvents.Event> events) {
    var bytes = new ByteArrayOutputStream();
    for (var event : events) {
      if (event.name().equals("bytes")) {
        bytes.writeBytes(Base64.getDecoder().decode(event.data()));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] bytes(HttpResponse<InputStream> response) {
    try (var body = response.body()) {
      return body.readAllBytes();
    } catch (IOException broken) {
      throw new AssertionError("the body broke off", broken);
    }
  }

  private static byte[] slice(int from, int to) {
    return Arrays.copyOfRange(expected, from, to);
  }

  // --- Evidence

  @Test
  void givesTheChainAsItIsHashed() {
    var lines = served.get(ADA, path(counted, "/evidence")).body().lines().toList();
    var events = json(served.get(ADA, path(counted, "/events"))).get("events");

    assertThat(lines).hasSize(events.size());
    assertThat(Json.parse(lines.get(0))).isEqualTo(events.get(0));
    var prev = Json.parse(lines.get(1)).get("prev").textValue();
    assertThat(prev).startsWith("sha256:");
  }
}
