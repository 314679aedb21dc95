package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Json;
import io.executionplane.journal.sample.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several commands on one data directory at once: whoever has it serves the others. */
class SharedDirectoryTest {

  private static final int AT_ONCE = 10;

  @TempDir Path directory;

  private String data;

  @BeforeEach
  void name() {
    // A PostgreSQL database has one node, which is the server's to share.
    Assumptions.assumeTrue(
        TestDatabase.chosen().equals(TestDatabase.H2),
        "skipped, because several commands share a directory with an H2 file");
    data = directory.resolve("data").toString();
  }

  private ForkedCommand start(String... words) {
    return ForkedCommand.start(directory, Map.of(), words);
  }

  private ForkedCommand.Left run(String... words) {
    return ForkedCommand.run(directory, Map.of(), words);
  }

  @Test
  void letsTenRunAtOnceWithTenCleanResults() {
    var commands = new ArrayList<ForkedCommand>();
    for (var i = 0; i < AT_ONCE; i++) {
      var script = "echo out" + i + "; echo err" + i + " >&2; exit " + i;
      commands.add(start("run", "-q", "--data", data, "--", "/bin/sh", "-c", script));
    }

    for (var i = 0; i < AT_ONCE; i++) {
      var left = commands.get(i).awaitEnd();
      assertThat(left).isEqualTo(new ForkedCommand.Left(i, "out" + i, "err" + i + "\n"));
    }
    var listed = Json.parse(run("list", "--data", data, "-o", "json").out());
    assertThat(listed.get("executions")).hasSize(AT_ONCE);
  }

  @Test
  void servesOthersWhileACommandRuns() {
    var release = directory.resolve("release");
    try (var owner = start("run", "--data", data, "--", "/bin/sh", "-c", waitFor(release))) {
      assertThat(owner.nextLine()).isEqualTo("begun");

      var listed = Json.parse(run("list", "--data", data, "-o", "json").out());
      var ref = listed.at("/executions/0/execution_ref").textValue();
      assertThat(listed.at("/executions/0/status").textValue()).isEqualTo("running");
      assertThat(run("logs", "--data", data, ref).out()).isEqualTo("begun");
      assertThat(run("events", "--data", data, ref).out()).contains("execution.started");
      assertThat(run("targets", "--data", data).out()).contains("local");
      assertThat(run("cancel", "--data", data, ref).status()).isZero();

      assertThat(owner.awaitEnd().status()).isEqualTo(125);
      assertThat(run("show", "--data", data, ref).out()).contains("cancelled");
    }
  }

  private static String waitFor(Path release) {
    return "echo begun; while [ ! -e '" + release + "' ]; do sleep 0.1; done";
  }

  @Test
  void looksTheSameThroughAServerAsInTheDirectory() throws IOException {
    var ref =
        run("run", "--data", data, "--label", "a=b", "--", "/bin/sh", "-c", "echo x; exit 3")
            .err()
            .substring(0, 29);
    var commands =
        List.of(
            List.of("list"),
            List.of("show", ref),
            List.of("show", ref.substring(0, 12)),
            List.of("events", ref),
            List.of("logs", ref),
            List.of("lanes"),
            List.of("evidence", "prove", ref));
    var direct = commands.stream().map(words -> run(on(words)).out()).toList();

    try (var node = start("node", "start", "--data", data, "--port", "0")) {
      Eventually.holds("announced", () -> Path.of(data).resolve("endpoint.json").toFile().exists());
      var served = commands.stream().map(words -> run(on(words)).out()).toList();

      assertThat(served).isEqualTo(direct);
      var followed = run("logs", "-f", "--data", data, ref);
      assertThat(followed.out()).isEqualTo("x");
      assertThat(followed.status()).isEqualTo(3);
      assertThat(run("submit", "--data", data, refusedRequest()).status()).isEqualTo(125);
      // Whose key it is that signed the log, the export of a server cannot say.
      assertThat(run("evidence", "verify", "--data", data, ref).out()).contains("incomplete");
      assertThat(run("node", "drain", "--data", data).out()).contains("draining");
      assertThat(run("run", "--data", data, "--", "true").err()).contains("being drained");
      node.terminate();
      assertThat(node.awaitEnd().status()).isZero();
    }
  }

  private String refusedRequest() throws IOException {
    var file = directory.resolve("request.json");
    var request =
        """
        {"contract_version":1,"lane_id":"process","operation":"run","payload":{"command":"true"}}
        """;
    return Files.writeString(file, request).toString();
  }

  private String[] on(List<String> words) {
    var all = new ArrayList<>(words);
    all.addAll(List.of("--data", data));
    return all.toArray(String[]::new);
  }

  @Test
  void recordsHowWhatRanEndedWhenANodeIsTerminated() {
    try (var node = start("node", "start", "--data", data, "--port", "0")) {
      Eventually.holds("announced", () -> Path.of(data).resolve("endpoint.json").toFile().exists());
      try (var running =
          start("run", "--data", data, "--", "/bin/sh", "-c", "echo begun; sleep 300")) {
        assertThat(running.nextLine()).isEqualTo("begun");

        node.terminate();

        assertThat(node.awaitEnd().status()).isZero();
        assertThat(running.awaitEnd().err()).contains("cancelled");
      }
    }
    var listed = Json.parse(run("list", "--data", data, "-o", "json").out());
    assertThat(listed.at("/executions/0/ended_at").isTextual()).isTrue();
  }
}
