package io.executionplane.testkit.http;

import static io.executionplane.testkit.http.Scripts.openShell;
import static io.executionplane.testkit.http.Scripts.terminalShell;
import static io.executionplane.testkit.http.ServedPlane.ADA;
import static io.executionplane.testkit.http.ServedPlane.HELPER;
import static io.executionplane.testkit.http.ServedPlane.WITHIN;
import static io.executionplane.testkit.http.ServedPlane.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.node.cli.Main;
import io.executionplane.testkit.os.TerminalWindow;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ep attach}, as a person has it. */
class AttachCommandTest {

  /** Each starts a JVM, on a machine that may be busy. */
  private static final Duration SEEN_WITHIN = Duration.ofSeconds(100);

  @TempDir static Path directory;

  private static ServedPlane served;

  @BeforeAll
  static void start() {
    served = ServedPlane.in(directory.resolve("data"));
  }

  @AfterAll
  static void stop() {
    served.close();
  }

  @Test
  void joinsATerminalLeavesItByTheDetachKeysAndFindsItAgain() throws Exception {
    var script =
        "trap 'stty size' WINCH; stty -echo; echo ready;"
            + " while :; do read line && { echo got $line; [ $line = quit ] && exit 3; }; done";
    var ref = begun(terminalShell(script));

    try (var window = window(ref)) {
      window.waitFor("ready\r\n");
      window.resize(100, 40);
      window.waitFor("40 100\r\n");
      window.type("one\r");
      window.waitFor("got one\r\n");
      window.type("\u0010\u0011");
      window.waitFor("status 0");
      window.ended();
    }
    assertThat(json(served.get(ADA, "/v1/executions/" + ref)).get("ended_at").isNull()).isTrue();

    try (var window = window(ref)) {
      window.waitFor("ready\r\n");
      window.waitFor("got one\r\n");
      window.type("quit\r");
      window.waitFor("got quit\r\n");
      window.waitFor("status 3");
      window.ended();
    }
  }

  @Test
  void joinsPipesAndExitsAsTheCommandDoes() throws Exception {
    var ref = begun(openShell("read line; echo got $line; cat >&2; exit 5"));

    var left = piped("hello\nrest", ref);

    assertThat(left.status()).as(left.err()).isEqualTo(5);
    assertThat(left.out()).contains("got hello\n");
    assertThat(left.err()).contains("rest");
  }

  @Test
  void givesNoInputWhereItOnlyLooksOn() throws Exception {
    var ref = begun(openShell("cat; exit 6"));
    var looking = process("", ref, "--read-only");
    Awaitility.await().atMost(WITHIN).until(() -> events(ref).contains("attach.granted"));
    assertThat(events(ref)).doesNotContain("\"write\"");

    served.send(
        served
            .request(ADA, "/v1/executions/" + ref + "/input?eof=true")
            .POST(BodyPublishers.ofString("ours"))
            .build());

    var left = left(looking);
    assertThat(left.status()).as(left.err()).isEqualTo(6);
    assertThat(left.out()).contains("ours");
  }

  @Test
  void saysWhyItMayNot() throws Exception {
    var ref = served.ended(ADA, Scripts.shell("exit 0"));

    var left = piped("", ref);

    assertThat(left.status()).isEqualTo(125);
    assertThat(left.err()).contains("execution_terminal");
  }

  // --- How it is done

  private record Left(int status, String out, String err) {}

  private record Looking(Process process, Path out, Path err) {}

  private static String events(String ref) {
    return served.get(ADA, "/v1/executions/" + ref + "/events").body();
  }

  private static String begun(ProcessRun run) {
    var ref = served.submitted(ADA, run);
    Awaitility.await().atMost(WITHIN).until(() -> events(ref).contains("execution.started"));
    return ref;
  }

  private static List<String> command(String terminals, String ref, String... options) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, "-Xmx256m", "-XX:+UseSerialGC"));
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dexecution-plane.tty=" + terminals);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("attach", "--server", served.uri("").toString(), ref));
    command.addAll(List.of(options));
    return command;
  }

  private static Left piped(String typed, String ref) throws Exception {
    return left(process(typed, ref));
  }

  private static Looking process(String typed, String ref, String... options) throws Exception {
    var out = Files.createTempFile(directory, "out", "");
    var err = Files.createTempFile(directory, "err", "");
    var builder =
        new ProcessBuilder(command("", ref, options))
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("EP_TOKEN", HELPER);
    var process = builder.start();
    try (var input = process.getOutputStream()) {
      input.write(typed.getBytes(StandardCharsets.UTF_8));
    }
    return new Looking(process, out, err);
  }

  private static Left left(Looking looking) throws Exception {
    try {
      assertThat(looking.process().waitFor(SEEN_WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
      return new Left(
          looking.process().exitValue(),
          Files.readString(looking.out()),
          Files.readString(looking.err()));
    } finally {
      looking.process().destroyForcibly();
    }
  }

  private static TerminalWindow window(String ref) throws Exception {
    var arguments = Files.createTempFile(directory, "arguments", "");
    Files.write(arguments, command("012", ref));
    var script =
        "set --; while IFS= read -r word; do set -- \"$@\" \"$word\"; done < "
            + arguments
            + "; \"$@\"; echo status $?";
    return new TerminalWindow(
        served.plane().system(),
        List.of("/bin/sh", "-c", script),
        Map.of("PATH", "/usr/bin:/bin", "TERM", "vt100", "LC_ALL", "C.UTF-8", "EP_TOKEN", HELPER),
        SEEN_WITHIN);
  }
}
