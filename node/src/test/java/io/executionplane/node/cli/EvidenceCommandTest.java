package io.executionplane.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.StoreSettings;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.execution.SubmitReply;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The evidence commands over a store that a node has written and left. */
class EvidenceCommandTest {

  private static final Duration WITHIN = Duration.ofSeconds(60);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<String> refs = new ArrayList<>();

  @TempDir private Path directory;

  private Terminals terminals = new Terminals(true, false, false);

  @BeforeEach
  void runThree() {
    try (var plane = ExecutionPlane.builder().dataDirectory(data()).start()) {
      for (var script : List.of("printf one", "exit 3", "printf three; printf four >&2")) {
        refs.add(ran(plane, script));
      }
    }
    refs.sort(null);
  }

  // --- Verify

  @Test
  void verifiesEveryExecution() {
    assertThat(ep("verify", "--all")).as("%s", out).isEqualTo(ExitStatus.OK);

    assertThat(out.toString().strip()).isEqualTo("verified  3 of 3 executions are right");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void namesTheFirstBrokenPlaceOfAllFirst() throws SQLException {
    execute("delete from output_chunk where stream = 'request' and execution_ref = '%s'", 2);
    erase(0);

    assertThat(ep("verify", "--all", "-o", "json")).isEqualTo(1);

    var document = document();
    assertThat(document.path("verdict").textValue()).isEqualTo("failed");
    assertThat(document.path("executions").longValue()).isEqualTo(3);
    assertThat(document.path("verified").longValue()).isEqualTo(1);
    assertThat(document.path("unlisted").longValue()).isZero();
    assertThat(document.path("failed").path(0).path("place").textValue())
        .isEqualTo(refs.get(2) + " request chunk 0");
    assertThat(document.path("not_checked"))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.path("place").textValue()).startsWith("ex_"));
  }

  @Test
  void exitsWithTwoWhereSomethingCouldNotBeChecked() {
    erase(0);

    assertThat(ep("verify", "--all")).isEqualTo(2);

    assertThat(out.toString()).startsWith("not checked  " + refs.get(0)).contains("incomplete");
  }

  @Test
  void saysOnATerminalHowFarItHasCome() {
    terminals = new Terminals(true, false, true);

    assertThat(ep("verify", "--all")).isEqualTo(ExitStatus.OK);

    assertThat(err.toString()).contains("\rchecked 1 of 3", "\rchecked 3 of 3");
  }

  // --- Show

  @Test
  void showsTheChainTheStreamsAndTheLog() {
    assertThat(ep("show", refs.get(0))).as("%s", err).isEqualTo(ExitStatus.OK);

    assertThat(out.toString().lines().toList())
        .satisfies(lines -> assertThat(lines.get(0)).isEqualTo("execution   " + refs.get(0)))
        .anyMatch(
            line ->
                line.matches("seq 1 +sha256:\\p{XDigit}{12} +linked +20.*Z  admission.accepted"))
        .anyMatch(line -> line.matches("request +sha256:\\p{XDigit}{12} +eof +seq 1: .*"))
        .anyMatch(line -> line.matches("anchor +sha256:\\p{XDigit}{12} +terminal  seq \\d+, .*"))
        .anyMatch(line -> line.matches("checkpoint +sha256:\\p{XDigit}{12} +signed +\\d+ entr.*"))
        .noneMatch(line -> line.contains("NOT LINKED"));
  }

  @Test
  void givesProgramsEveryHashWhole() {
    assertThat(ep("show", refs.get(0), "-o", "json")).isEqualTo(ExitStatus.OK);

    var document = document();
    var events = document.path("events");
    assertThat(document.path("execution_ref").textValue()).isEqualTo(refs.get(0));
    assertThat(events.path(0).path("prev")).isEqualTo(document.path("genesis"));
    for (var i = 1; i < events.size(); i++) {
      assertThat(events.path(i).path("prev")).isEqualTo(events.path(i - 1).path("hash"));
      assertThat(events.path(i).path("linked").booleanValue()).isTrue();
    }
    assertThat(document.path("head").path("hash"))
        .isEqualTo(events.path(events.size() - 1).path("hash"))
        .isEqualTo(document.path("anchor").path("head"));
    assertThat(document.path("streams").findValuesAsText("stream")).contains("request", "stdout");
    assertThat(document.path("checkpoint").path("log"))
        .isEqualTo(document.path("anchor").path("log"));
    assertThat(document.path("checkpoint").path("signatures")).hasSize(1);
  }

  @Test
  void showsWhatIsDamagedInItsPlace() throws SQLException {
    execute(
        "update event_journal set event_payload = X'00' where sequence_number = 2"
            + " and persistence_id = 'execution|%s'",
        0);

    assertThat(ep("show", refs.get(0))).isEqualTo(ExitStatus.OK);

    assertThat(out.toString().lines())
        .anyMatch(line -> line.matches("seq 2 .* DAMAGED .*"))
        .anyMatch(line -> line.matches("seq 3 .* NOT LINKED .*"));
  }

  // --- Steps

  private String ran(ExecutionPlane plane, String script) {
    var run =
        new ProcessRun(
            "/bin/sh",
            List.of("-c", script),
            Optional.of(directory.toString()),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    var wish =
        AdmissionRequest.of(
                ProcessRun.LANE_ID, ProcessRun.OPERATION, ProcessRun.CONTRACT.encodeObject(run))
            .accepting("local-process-weak");
    var reply = Planes.await(plane.client().submit(plane.granted(wish, "user:test")));
    assertThat(reply)
        .isInstanceOfSatisfying(
            SubmitReply.Receipt.class, receipt -> assertThat(receipt.rejection()).isEmpty());
    Planes.await(plane.client().awaitResult(reply.ref(), WITHIN), WITHIN);
    return reply.ref().text();
  }

  private Path data() {
    return directory.resolve("data");
  }

  /** Changes something of one of the executions, in the order of their names. */
  private void execute(String sql, int execution) throws SQLException {
    var settings = StoreSettings.from(ConfigFactory.load()).withDirectory(data());
    try (var store = JournalStore.open(settings);
        var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql.formatted(refs.get(execution)))).isPositive();
    }
  }

  /** Erases what one of them was given and put out, and forgets what is said of that. */
  private void erase(int execution) {
    assertThat(ep("erase", refs.get(execution))).isEqualTo(ExitStatus.OK);
    out.getBuffer().setLength(0);
  }

  private int ep(String... args) {
    var all = new ArrayList<>(List.of("evidence"));
    all.addAll(List.of(args));
    all.addAll(List.of("--data", data().toString()));
    return Ep.run(
        new Console(new PrintWriter(out), new PrintWriter(err, true), terminals),
        all.toArray(String[]::new));
  }

  private JsonNode document() {
    return Json.parse(out.toString());
  }
}
