package io.executionplane.node.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessRun.StdinMode;
import io.executionplane.journal.store.JournalStore;
import io.executionplane.journal.store.StoreSettings;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.node.session.Foreground;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal commands over a store that a node has written and left. */
class JournalCommandTest {

  private static final Duration WITHIN = Duration.ofSeconds(60);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final ByteArrayOutputStream bytesOut = new ByteArrayOutputStream();
  private final ByteArrayOutputStream bytesErr = new ByteArrayOutputStream();

  @TempDir private Path directory;

  private Terminals terminals = new Terminals(true, false, false);

  // --- Replay

  @Test
  void replaysOutputByteForByte() {
    var ref = ran(shell("printf 'a\\0\\377\\033[2Jb'; printf oops >&2"));

    assertThat(ep("replay", ref, "--output", "--speed", "4x")).isEqualTo(ExitStatus.OK);

    assertThat(bytesOut.toByteArray())
        .isEqualTo(new byte[] {'a', 0, (byte) 0xff, 27, '[', '2', 'J', 'b'});
    assertThat(bytesErr.toString(UTF_8)).isEqualTo("oops");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void replaysOneStreamAndSteersNoTerminal() {
    var ref = ran(shell("printf '\\033[2J' >&2"));
    terminals = new Terminals(true, true, true);

    assertThat(ep("replay", ref, "--output", "--stream", "stderr")).isEqualTo(ExitStatus.OK);

    assertThat(bytesOut.toString(UTF_8)).isEqualTo("\\u{1b}[2J");
    assertThat(bytesErr.size()).isZero();
  }

  @Test
  void saysWhatIsNotStoredAnyMore() throws SQLException {
    var ref = ran(shell("printf hello"));
    execute("update output_chunk set salt = null, bytes = null where stream = 'stdout'");

    assertThat(ep("replay", ref, "--output")).isEqualTo(ExitStatus.OK);

    assertThat(bytesOut.size()).isZero();
    assertThat(err.toString()).contains("stdout: bytes 0 to 5 are not stored (erased)");
  }

  @Test
  void showsTheStateAtAnyEvent() {
    var ref = ran(shell("exit 3"));

    assertThat(ep("replay", ref, "--to", "2", "-o", "json")).isEqualTo(ExitStatus.OK);
    var second = document();
    assertThat(ep("replay", ref, "-o", "json")).isEqualTo(ExitStatus.OK);
    var last = document();
    assertThat(ep("replay", ref, "--to", "99")).isEqualTo(ExitStatus.PLANE);

    assertThat(second.path("status").textValue()).isEqualTo("accepted");
    assertThat(second.path("evidence_type").textValue()).isEqualTo("target.selected");
    assertThat(second.path("limits").isNull()).isTrue();
    assertThat(last.path("status").textValue()).isEqualTo("failed");
    assertThat(last.path("facts").path(0).path("fact").textValue()).isEqualTo("process.launched");
    assertThat(err.toString()).contains("seq 99: is not there");
  }

  @Test
  void writesATerminalRecording() {
    var ref = ran(shell("printf 'one\\ntwo\\n'; exit 3"));

    assertThat(ep("replay", ref, "--asciicast", "v3", "--size", "100x30")).isEqualTo(ExitStatus.OK);

    var lines = bytesOut.toString(UTF_8).lines().toList();
    assertThat(Json.parse(lines.get(0)).path("term").path("cols").intValue()).isEqualTo(100);
    assertThat(Json.parse(lines.get(1)).path(1).textValue()).isEqualTo("o");
    assertThat(bytesOut.toString(UTF_8)).contains("one\\r\\n");
    assertThat(lines.get(lines.size() - 1)).endsWith("\"x\", \"3\"]");
  }

  // --- Rerun

  @Test
  void findsARerunOfAFailureIdentical() {
    var old = ran(shell("exit 3"));

    assertThat(ep("rerun", old, "-o", "json")).as(err.toString()).isEqualTo(ExitStatus.OK);

    var comparison = document();
    assertThat(comparison.path("likeness").textValue()).isEqualTo("identical");
    assertThat(comparison.path("rerun_of").textValue()).isEqualTo(old);
    assertThat(comparison.path("execution_ref").textValue()).isNotEqualTo(old);
    assertThat(ep("list", "--label", "rerun_of=" + old, "-o", "json")).isEqualTo(ExitStatus.OK);
    assertThat(document().path("executions"))
        .singleElement()
        .satisfies(
            each ->
                assertThat(each.path("execution_ref")).isEqualTo(comparison.path("execution_ref")));
  }

  @Test
  void saysWhereTheOutputOfARerunDiffers() {
    var old = ran(shell("printf same; cat /proc/sys/kernel/random/uuid"));

    assertThat(ep("rerun", old, "-o", "json")).as(err.toString()).isEqualTo(ExitStatus.OK);

    var comparison = document();
    assertThat(comparison.path("likeness").textValue()).isEqualTo("equivalent");
    var stdout = field("stdout", comparison);
    assertThat(stdout.path("likeness").textValue()).isEqualTo("equivalent");
    assertThat(stdout.path("differs_from").longValue()).isBetween(4L, 40L);
    assertThat(stdout.path("exact").booleanValue()).isTrue();
  }

  @Test
  void exitsWithOneWhenTheOutcomeIsAnother() {
    var file = directory.resolve("counter");
    var old = ran(shell("test -e " + file + " && exit 4; touch " + file));

    assertThat(ep("rerun", old)).isEqualTo(1);

    assertThat(out.toString()).contains("diverged").contains("succeeded and failed");
  }

  @Test
  void givesTheRecordedInputToTheRerun() throws SQLException {
    var old = ran(reading("cat"), typing("typed"));

    assertThat(ep("rerun", old, "-o", "json")).as(err.toString()).isEqualTo(ExitStatus.OK);
    assertThat(document().path("likeness").textValue()).isEqualTo("identical");

    execute("update output_chunk set salt = null, bytes = null where stream = 'stdin'");
    assertThat(ep("rerun", old)).isEqualTo(ExitStatus.PLANE);
    assertThat(err.toString())
        .contains(old + " cannot be run again: its standard input came from outside");
  }

  @Test
  void runsNothingAgainOfWhichAPartIsHidden() {
    var old = ran(shell("true", Map.of("SECRET", "redacted:sha256:00")));

    assertThat(ep("rerun", old)).isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString()).contains("a part of its payload was hidden");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void runsNothingAgainWhoseRequestWasChangedOrErased() throws SQLException {
    var old = ran(shell("true"));

    execute(
        "update output_chunk set bytes = substring(bytes from 1 for octet_length(bytes) - 1)"
            + " || X'20' where stream = 'request'");
    assertThat(ep("rerun", old)).isEqualTo(ExitStatus.PLANE);
    assertThat(err.toString()).contains("the stored request is not the one that was recorded");

    execute("update output_chunk set salt = null, bytes = null where stream = 'request'");
    assertThat(ep("rerun", old)).isEqualTo(ExitStatus.PLANE);
    assertThat(err.toString()).contains("its recorded request was erased");
  }

  // --- List, check, stats

  @Test
  void listsWhatIsAskedFor() {
    var ref = ran(shell("exit 3"));
    assertThat(ep("list", "-o", "json")).isEqualTo(ExitStatus.OK);
    var target = document().path("executions").path(0).path("target_id").textValue();

    for (var filter :
        List.of(
            "--state failed",
            "--lane process",
            "--tenant default",
            "--target " + target,
            "--since 2000-01-01T00:00:00Z")) {
      assertThat(ep(("list -o json " + filter).split(" "))).isEqualTo(ExitStatus.OK);
      assertThat(document().path("executions").path(0).path("execution_ref").textValue())
          .as(filter)
          .isEqualTo(ref);
    }
    for (var filter :
        List.of(
            "--state lost",
            "--lane http",
            "--tenant other",
            "--target other",
            "--label a=b",
            "--until 2000-01-01T00:00:00Z")) {
      assertThat(ep(("list -o json " + filter).split(" "))).isEqualTo(ExitStatus.OK);
      assertThat(document().path("executions")).as(filter).isEmpty();
    }
  }

  @Test
  void makesTheViewAgainAndListsFromIt() throws SQLException {
    var ref = ran(shell("exit 3"));
    assertThat(ep("list", "--state", "failed")).isEqualTo(ExitStatus.OK);
    execute("update execution_view set status = 'lost'");
    assertThat(ep("list", "--state", "failed", "--state", "lost")).isEqualTo(ExitStatus.OK);
    assertThat(out.toString()).as("what the view says of it").doesNotContain("lost");
    assertThat(ep("list", "--state", "failed")).isEqualTo(ExitStatus.OK);
    assertThat(out.toString()).doesNotContain(ref);

    assertThat(ep("rebuild", "-o", "json")).isEqualTo(ExitStatus.OK);

    assertThat(document().path("executions").longValue()).isEqualTo(1);
    assertThat(ep("list", "--state", "failed")).isEqualTo(ExitStatus.OK);
    assertThat(out.toString()).contains(ref);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void checksTheWholeStoreAndShowsProgressOnATerminalOnly() throws SQLException {
    ran(shell("printf hello"));

    var checked = ep("check");
    assertThat(checked).as(out.toString()).isZero();
    assertThat(out.toString()).contains("verified").contains("1 of 1 executions are right");
    assertThat(err.toString()).isEmpty();

    execute("update output_chunk set bytes = X'00' where stream = 'stdout'");
    terminals = new Terminals(true, false, true);
    assertThat(ep("check", "-o", "json")).isEqualTo(1);
    var report = document();
    assertThat(report.path("verdict").textValue()).isEqualTo("failed");
    assertThat(report.path("findings").path(0).path("place").textValue())
        .endsWith(" stdout chunk 0");
    assertThat(err.toString()).contains("\rchecked 1 of 1");

    execute("update output_chunk set salt = null, bytes = null where stream = 'stdout'");
    assertThat(ep("check")).isEqualTo(1);
    assertThat(out.toString()).contains("its content is gone, and the log has no erasure of it");
  }

  @Test
  void countsWhatTheStoreHolds() {
    ran(shell("printf hello"));

    assertThat(ep("stats", "-o", "json")).isEqualTo(ExitStatus.OK);

    var stats = document();
    assertThat(stats.path("executions").longValue()).isEqualTo(1);
    assertThat(stats.path("statuses").path("succeeded").longValue()).isEqualTo(1);
    assertThat(stats.path("lanes").path("process").longValue()).isEqualTo(1);
    assertThat(stats.path("tenants").path("default").longValue()).isEqualTo(1);
    assertThat(stats.path("events").longValue()).isGreaterThan(4);
    assertThat(stats.path("chunks").longValue()).isEqualTo(2);
    assertThat(stats.path("first_at").textValue()).isLessThan(stats.path("last_at").textValue());
  }

  // --- Steps

  private ProcessRun shell(String script) {
    return shell(script, Map.of());
  }

  private ProcessRun shell(String script, Map<String, String> env) {
    return run(script, env, Optional.empty());
  }

  private ProcessRun reading(String script) {
    return run(script, Map.of(), Optional.of(StdinMode.OPEN));
  }

  private ProcessRun run(String script, Map<String, String> env, Optional<StdinMode> stdin) {
    return new ProcessRun(
        "/bin/sh",
        List.of("-c", script),
        Optional.of(directory.toString()),
        env,
        stdin,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private String ran(ProcessRun run) {
    return ran(run, Foreground.none());
  }

  private static Foreground typing(String input) {
    return new Foreground(Optional.of(Source.single(ByteString.fromString(input))), Map.of());
  }

  /** Runs a command to its end on a node that is closed afterwards. */
  private String ran(ProcessRun run, Foreground foreground) {
    try (var plane = ExecutionPlane.builder().dataDirectory(data()).start()) {
      var payload = ProcessRun.CONTRACT.encodeObject(run);
      var wish =
          AdmissionRequest.of(ProcessRun.LANE_ID, ProcessRun.OPERATION, payload)
              .accepting("local-process-weak");
      var reply = Planes.await(plane.client().submit(plane.granted(wish, "user:test"), foreground));
      assertThat(reply)
          .isInstanceOfSatisfying(
              SubmitReply.Receipt.class, receipt -> assertThat(receipt.rejection()).isEmpty());
      ExecutionRef ref = reply.ref();
      Planes.await(plane.client().awaitResult(ref, WITHIN), WITHIN);
      return ref.text();
    }
  }

  private Path data() {
    return directory.resolve("data");
  }

  private void execute(String sql) throws SQLException {
    var settings = StoreSettings.from(ConfigFactory.load()).withDirectory(data());
    try (var store = JournalStore.open(settings);
        var connection = store.dataSource().getConnection();
        var statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isPositive();
    }
  }

  private int ep(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    var all = new ArrayList<>(List.of("journal"));
    all.addAll(List.of(args));
    all.addAll(List.of("--data", data().toString()));
    return Ep.run(
        new Console(
            new PrintWriter(out), new PrintWriter(err, true), terminals, bytesOut, bytesErr),
        all.toArray(String[]::new));
  }

  private JsonNode document() {
    return Json.parse(out.toString());
  }

  private static JsonNode field(String name, JsonNode comparison) {
    for (var field : comparison.path("fields")) {
      if (field.path("field").textValue().equals(name)) {
        return field;
      }
    }
    throw new AssertionError("there is no field " + name);
  }
}
