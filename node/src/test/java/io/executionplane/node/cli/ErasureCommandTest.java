package io.executionplane.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.session.Foreground;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erasing, retaining and changing keys over a store that a node has written and left. */
class ErasureCommandTest {

  private static final Duration WITHIN = Duration.ofSeconds(60);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  // --- Erasing

  @Test
  void erasesOneStreamAndProvesTheRest() {
    var ref = ran("printf hello; printf oops >&2");
    var exported = directory.resolve("before");
    assertThat(ep("evidence", "export", ref, "--out", exported.toString())).isZero();

    assertThat(ep("evidence", "erase", ref, "--stream", "stdout", "-o", "json")).isZero();

    assertThat(document().path("erased"))
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.path("stream").textValue()).isEqualTo("stdout");
              assertThat(each.path("bytes").longValue()).isEqualTo(5);
            });
    assertThat(ep("evidence", "verify", ref)).as(out.toString()).isEqualTo(2);
    assertThat(out.toString()).contains("stdout chunk 0").contains("erased, as entry ");
    assertThat(ep("logs", ref)).isZero();
    assertThat(ep("evidence", "verify", exported.toString())).isEqualTo(2);
    assertThat(out.toString()).doesNotContain("failed");
    var after = directory.resolve("after");
    assertThat(ep("evidence", "export", ref, "--out", after.toString())).isZero();
    assertThat(after.resolve("erasures/00000000.tlog-proof")).exists();
    assertThat(ep("evidence", "verify", after.toString())).isEqualTo(2);
    assertThat(out.toString()).doesNotContain("failed");
  }

  @Test
  void erasesEverythingWhereNoStreamIsNamedAndNothingTwice() {
    var ref = ran("printf hello");

    assertThat(ep("evidence", "erase", ref, "--reason", "ticket 4711")).isZero();
    assertThat(out.toString()).contains("request").contains("stdout");
    assertThat(ep("evidence", "erase", ref)).isZero();

    assertThat(out.toString()).contains("nothing").contains("was left to erase");
    assertThat(ep("journal", "rerun", ref)).isEqualTo(ExitStatus.PLANE);
    assertThat(err.toString()).contains("its recorded request was erased");
    assertThat(ep("journal", "check")).isEqualTo(2);
  }

  @Test
  void namesTheOptionThatIsWrong() {
    var ref = ran("true");

    assertThat(ep("evidence", "erase", ref, "--stream", "St-dout")).isEqualTo(ExitStatus.PLANE);
    assertThat(err.toString()).contains("--stream: no stream can be called St-dout");
    assertThat(ep("evidence", "erase", ref, "--stream", "stdin")).isEqualTo(ExitStatus.PLANE);
    assertThat(err.toString()).contains("nothing is stored of").contains("stdin");
    assertThat(ep("evidence", "erase", ref, "--reason", " ")).isEqualTo(ExitStatus.PLANE);
    assertThat(err.toString()).contains("--reason: give 1 to 1024 characters");
  }

  // --- Retaining

  @Test
  void saysThatNothingIsDueYetAndErasesNothing() throws IOException {
    var ref = ran("printf hello");
    var settings = Files.writeString(directory.resolve("plane.conf"), "");

    assertThat(retain(settings)).isZero();
    assertThat(out.toString()).contains("0 streams").contains("keeps everything for ever");

    Files.writeString(settings, "execution-plane.retention.output.succeeded = 1 minute");
    assertThat(retain(settings, "--dry-run")).isZero();
    assertThat(document().path("streams").longValue()).as("nothing is a minute old").isZero();
    assertThat(ep("evidence", "verify", ref)).isZero();
  }

  private int retain(Path settings, String... more) {
    var args = new ArrayList<>(List.of("journal", "retain", "--config", settings.toString()));
    args.addAll(List.of(more));
    if (more.length > 0) {
      args.addAll(List.of("-o", "json"));
    }
    return ep(args.toArray(String[]::new));
  }

  @Test
  void refusesSettingsThatWouldTakeTheRequestFirst() throws IOException {
    ran("true");
    var settings =
        Files.writeString(
            directory.resolve("plane.conf"), "execution-plane.retention.request.succeeded = 1 day");

    assertThat(retain(settings)).isEqualTo(ExitStatus.PLANE);

    assertThat(err.toString())
        .contains(
            "execution-plane.retention.request.succeeded must not be shorter than"
                + " output.succeeded");
  }

  // --- Keys

  @Test
  void changesTheKeyAndPrintsBoth() throws IOException {
    var ref = ran("printf hello");
    var first = directory.resolve("first.key");
    assertThat(ep("evidence", "export", ref, "--out", path("before"))).isZero();
    Files.copy(directory.resolve("before/keys"), first);

    assertThat(ep("journal", "rotate-key", "--reason", "yearly", "-o", "json")).isZero();

    var change = document();
    assertThat(change.path("retired").textValue() + "\n").isEqualTo(Files.readString(first));
    assertThat(change.path("added").textValue()).isNotEqualTo(change.path("retired").textValue());
    assertThat(ep("evidence", "verify", ref)).as(out.toString()).isZero();
    assertThat(ep("evidence", "export", ref, "--out", path("after"))).isZero();
    var second = Files.writeString(directory.resolve("second.key"), added(change));
    for (var key : List.of(first, second)) {
      assertThat(ep("evidence", "verify", "--key", key.toString(), path("after")))
          .as(out.toString())
          .isZero();
    }
    ran("printf again");
    assertThat(ep("journal", "check")).as(out.toString()).isZero();
  }

  private static String added(JsonNode change) {
    return change.path("added").textValue() + "\n";
  }

  @Test
  void showsAnExampleOfEach() {
    for (var command : List.of("evidence erase", "journal retain", "journal rotate-key")) {
      assertThat(ep((command + " --help").split(" "))).isZero();
      assertThat(out.toString()).contains("Example:").contains("ep " + command);
    }
  }

  // --- Steps

  private String path(String name) {
    return directory.resolve(name).toString();
  }

  /** Runs a command to its end on a node that is closed afterwards. */
  private String ran(String script) {
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
    try (var plane = ExecutionPlane.builder().dataDirectory(directory.resolve("data")).start()) {
      var wish =
          AdmissionRequest.of(
                  ProcessRun.LANE_ID, ProcessRun.OPERATION, ProcessRun.CONTRACT.encodeObject(run))
              .accepting("local-process-weak");
      var granted = plane.granted(wish, "user:test");
      var ref = Planes.await(plane.client().submit(granted, Foreground.none())).ref();
      Planes.await(plane.client().awaitResult(ref, WITHIN), WITHIN);
      return ref.text();
    }
  }

  private int ep(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    var all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--data", path("data")));
    return Ep.run(
        new Console(
            new PrintWriter(out),
            new PrintWriter(err, true),
            new Terminals(true, false, false),
            new ByteArrayOutputStream(),
            new ByteArrayOutputStream()),
        all.toArray(String[]::new));
  }

  private JsonNode document() {
    return Json.parse(out.toString());
  }
}
