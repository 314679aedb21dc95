package io.executionplane.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.journal.chain.RecordedEvent;
import io.executionplane.journal.sink.EvidenceSink;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a node tells its sinks. Every request here is refused, which is recorded like anything. */
@Timeout(120)
class NodeSinkTest {

  @TempDir private Path directory;

  @Test
  void writesWhatIsRecordedToTheConfiguredFileBeforeItStops() throws Exception {
    ExecutionRef ref;
    byte[] recorded;
    try (var plane = start(jsonLines())) {
      ref = submit(plane);
      recorded = plane.journal().reader().rows(ref).get(0).bytes().toArray();
    }

    assertThat(file()).hasContent(new String(recorded, StandardCharsets.UTF_8) + "\n");
  }

  @Test
  void goesOnWhereItStoppedAfterARestart() throws Exception {
    try (var plane = start(jsonLines())) {
      submit(plane);
    }
    var first = Files.readString(file());

    try (var plane = start(jsonLines())) {
      submit(plane);
    }

    // At least once: nothing keeps a repetition out but that the node stopped in order.
    assertThat(Files.readString(file())).startsWith(first);
    assertThat(Files.readAllLines(file())).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void answersCallersWhileASinkTakesNothing() throws Exception {
    var sink = new HangingSink();
    try (var plane =
        ExecutionPlane.builder()
            .dataDirectory(directory.resolve("data"))
            .config(
                ConfigFactory.parseString(
                    "execution-plane.sinks { poll-every = 10 ms, close-within = 0 ms }"))
            .evidenceSink(sink)
            .lanes(List.of())
            .start()) {
      submit(plane);
      sink.entered.get();

      var later = submit(plane);

      assertThat(plane.journal().reader().rows(later)).hasSize(1);
      assertThat(plane.describe().toCompletableFuture().get(30, TimeUnit.SECONDS).sinks())
          .singleElement()
          .satisfies(status -> assertThat(status.lagEvents()).isEqualTo(2));
    }
    assertThat(sink.batches).hasSize(1);
    assertThat(sink.closed).isCompleted();
  }

  @Test
  void refusesTwoSinksOfOneNameAndLeavesNothingOpen() throws Exception {
    var sink = new HangingSink();

    assertThatThrownBy(
            () ->
                ExecutionPlane.builder()
                    .dataDirectory(directory.resolve("data"))
                    .config(sinkId("hanging"))
                    .evidenceSink(sink)
                    .lanes(List.of())
                    .start()
                    .close())
        .isInstanceOf(NodeStartException.class)
        .hasMessage("the sinks cannot be fed: two sinks are called hanging");
    start(ConfigFactory.empty()).close();
  }

  @Test
  void refusesASettingOfSinksThatDoesNotExist() {
    assertThatThrownBy(
            () ->
                start(ConfigFactory.parseString("execution-plane.sinks.json-lines.fiel = x"))
                    .close())
        .isInstanceOf(NodeStartException.class)
        .hasMessage(
            "execution-plane.sinks.json-lines.fiel is not a setting; the nearest is"
                + " execution-plane.sinks.json-lines.file");
  }

  @Test
  void describesItsSinksAndWhatItsStorePromises() throws Exception {
    try (var plane = start(jsonLines())) {
      submit(plane);

      var description = plane.describe().toCompletableFuture().get(30, TimeUnit.SECONDS);

      assertThat(description.sinks())
          .singleElement()
          .satisfies(status -> assertThat(status.sinkId()).isEqualTo("json-lines"));
      assertThat(description.posture()).hasSize(8);
    }
  }

  // --- Steps

  private ExecutionPlane start(Config config) {
    return ExecutionPlane.builder()
        .dataDirectory(directory.resolve("data"))
        .config(config)
        .lanes(List.of())
        .start();
  }

  private Path file() {
    return directory.resolve("events.jsonl");
  }

  private Config jsonLines() {
    return ConfigFactory.parseString("execution-plane.sinks.close-within = 30 s")
        .withValue(
            "execution-plane.sinks.json-lines.file",
            ConfigValueFactory.fromAnyRef(file().toString()));
  }

  private Config sinkId(String id) {
    return jsonLines()
        .withValue("execution-plane.sinks.json-lines.sink-id", ConfigValueFactory.fromAnyRef(id));
  }

  private static ExecutionRef submit(ExecutionPlane plane) throws Exception {
    var payload = JsonObject.of(new ObjectMapper().createObjectNode());
    var wish = plane.client().identified(AdmissionRequest.of("process", "run", payload));
    return plane.client().submit(wish).toCompletableFuture().get(60, TimeUnit.SECONDS).ref();
  }

  /** Takes one batch and never says what became of it. */
  private static final class HangingSink implements EvidenceSink {

    private final List<List<RecordedEvent>> batches = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> entered = new CompletableFuture<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    @Override
    public String sinkId() {
      return "hanging";
    }

    @Override
    public CompletionStage<Void> deliver(List<RecordedEvent> batch) {
      batches.add(batch);
      entered.complete(null);
      return new CompletableFuture<>();
    }

    @Override
    public void close() {
      closed.complete(null);
    }
  }
}
