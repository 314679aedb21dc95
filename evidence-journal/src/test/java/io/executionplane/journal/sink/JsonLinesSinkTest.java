package io.executionplane.journal.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.sample.History;
import io.executionplane.journal.sample.Payloads;
import io.executionplane.journal.sink.JsonLinesSink.Sync;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesSinkTest {

  private static final long SMALL = 64 * 1024;
  private static final History HISTORY = History.running("request-1").and(Payloads.completed());

  @TempDir private Path directory;

  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("events.jsonl");
  }

  @ParameterizedTest
  @EnumSource(Sync.class)
  void writesExactlyTheCanonicalBytesOfEachEvent(Sync sync) throws IOException {
    var sink = new JsonLinesSink("json-lines", file, sync, SMALL);

    deliver(sink, HISTORY.events().subList(0, 2));
    deliver(sink, HISTORY.events().subList(2, 4));

    assertThat(Files.readString(file)).isEqualTo(lines(HISTORY.events()));
  }

  @Test
  void letsNobodyElseRead() throws IOException {
    deliver(sink(), HISTORY.events());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000})
  void cutsOffALastLineThatWasTorn(int torn) throws IOException {
    deliver(sink(), HISTORY.events().subList(0, 2));
    Files.writeString(file, "x".repeat(torn), StandardOpenOption.APPEND);

    deliver(new JsonLinesSink("json-lines", file, Sync.BATCH, 1 << 20), HISTORY.events());

    var expected = new ArrayList<>(HISTORY.events().subList(0, 2));
    expected.addAll(HISTORY.events());
    assertThat(Files.readString(file)).isEqualTo(lines(expected));
  }

  @Test
  void startsAnewWhereTheOnlyLineWasTorn() throws IOException {
    Files.writeString(file, "{\"half\":");

    deliver(sink(), HISTORY.events());

    assertThat(Files.readString(file)).isEqualTo(lines(HISTORY.events()));
  }

  @Test
  void beginsAnotherFileBeforeOneIsTooLongAndDeletesNone() throws IOException {
    var delivered = new ArrayList<RecordedEvent>();
    var batches = 0;
    while (Files.notExists(directory.resolve("events.jsonl.2"))) {
      deliver(sink(), HISTORY.events());
      delivered.addAll(HISTORY.events());
      assertThat(Files.size(file)).isLessThanOrEqualTo(SMALL);
      assertThat(batches++).isLessThan(1000);
    }

    var all =
        Files.readString(directory.resolve("events.jsonl.1"))
            + Files.readString(directory.resolve("events.jsonl.2"))
            + Files.readString(file);
    assertThat(all).isEqualTo(lines(delivered));
  }

  @Test
  void followsNoLink() throws IOException {
    var elsewhere = Files.createFile(directory.resolve("elsewhere"));
    Files.createSymbolicLink(file, elsewhere);

    assertThat(sink().deliver(HISTORY.events()).toCompletableFuture()).isCompletedExceptionally();
    assertThat(elsewhere).isEmptyFile();
  }

  @Test
  void failsWhereTheDirectoryIsNotThereAndGoesOnWhenItIs() throws IOException {
    var inside = directory.resolve("later").resolve("events.jsonl");
    var sink = new JsonLinesSink("json-lines", inside, Sync.BATCH, SMALL);
    assertThat(sink.deliver(HISTORY.events()).toCompletableFuture()).isCompletedExceptionally();

    Files.createDirectory(directory.resolve("later"));
    deliver(sink, HISTORY.events());

    assertThat(Files.readString(inside)).isEqualTo(lines(HISTORY.events()));
  }

  @Test
  void isThereOnlyIfItIsGivenAFile() {
    assertThat(JsonLinesSink.from(ConfigFactory.load())).isEmpty();
    assertThat(JsonLinesSink.from(configured("file = events.jsonl"))).isPresent();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThatThrownBy(() -> JsonLinesSink.from(configured("file = x, sync = maybe")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("execution-plane.sinks.json-lines.sync must be batch or none");
    assertThatThrownBy(() -> JsonLinesSink.from(configured("file = x, rotate-at = 1 KiB")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("execution-plane.sinks.json-lines.rotate-at must be at least 64 KiB");
  }

  // --- Steps

  private JsonLinesSink sink() {
    return new JsonLinesSink("json-lines", file, Sync.BATCH, SMALL);
  }

  private static void deliver(JsonLinesSink sink, List<RecordedEvent> events) {
    assertThat(sink.deliver(events).toCompletableFuture()).isCompleted();
  }

  private static String lines(List<RecordedEvent> events) {
    var lines = new StringBuilder();
    for (var event : events) {
      lines.append(new String(event.canonical(), StandardCharsets.UTF_8)).append('\n');
    }
    return lines.toString();
  }

  private static Config configured(String text) {
    return ConfigFactory.parseString(text)
        .atPath(JsonLinesSink.PATH)
        .withFallback(ConfigFactory.load());
  }
}
