package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.json.Json;
import io.executionplane.node.cli.Main;
import io.executionplane.testkit.os.TerminalWindow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ep run -t}, in a terminal, as a person has it. */
class TerminalRunTest {

  /** Each starts a JVM and a node, on a machine that may be busy. */
  private static final Duration WITHIN = Duration.ofSeconds(100);

  private static ActorSystem<?> system;

  @TempDir private Path directory;

  @BeforeAll
  static void start() {
    system = ActorSystem.create(Behaviors.empty(), "terminal-run");
  }

  @AfterAll
  static void stop() {
    system.terminate();
  }

  @Test
  void joinsItsTerminalToTheCommandsAndLeavesItAsItWas() throws Exception {
    var script =
        "trap 'stty size' WINCH; trap 'echo got it; exit 3' INT;"
            + " echo size $(stty size) $TERM; while :; do sleep 0.05; done";
    try (var window = open("012", "run", "-t", "--", "/bin/sh", "-c", script)) {
      window.waitFor("size 24 80 vt100\r\n");

      window.resize(100, 40);
      window.waitFor("40 100\r\n");
      window.type("\u0003");
      window.waitFor("^Cgot it\r\n");
      window.waitFor("failed · exit 3");
      window.waitFor("status 3");

      assertThat(window.ended().status().toString()).isNotEmpty();
    }
    assertThat(directory.resolve("after")).hasSameTextualContentAs(directory.resolve("before"));
  }

  @Test
  void leavesARecordingOfWhatTheTerminalShowedWithItsSizes() throws Exception {
    var script =
        "trap 'stty size; exit 0' WINCH; printf 'caf\\303\\251 \\033[1mready\\n';"
            + " while :; do sleep 0.05; done";
    try (var window = open("012", "run", "-t", "--key", "shown", "--", "/bin/sh", "-c", script)) {
      window.waitFor("ready");
      window.resize(100, 40);
      window.waitFor("status 0");
      window.ended();
    }

    var data = "--data=" + directory.resolve("data");
    var ref = listedRef(ForkedCommand.run(directory, Map.of(), "list", data).out());
    var cast =
        ForkedCommand.run(directory, Map.of(), "journal", "replay", data, ref, "--asciicast", "v2");

    assertThat(cast.out().lines().filter(line -> line.startsWith("{")).map(TerminalRunTest::keys))
        .containsExactly("2 80x24");
    assertThat(cast.out().lines().filter(line -> line.startsWith("[")))
        .extracting(line -> line.substring(line.indexOf(' ') + 1))
        .containsExactly(
            "\"o\", \"café \\u001b[1mready\\r\\n\"]",
            "\"r\", \"100x40\"]",
            "\"o\", \"40 100\\r\\n\"]");
  }

  private static String keys(String header) {
    var json = Json.parse(header);
    return json.path("version") + " " + json.path("width") + "x" + json.path("height");
  }

  private static String listedRef(String listed) {
    return listed
        .lines()
        .filter(line -> line.startsWith("ex_"))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void passesOnEveryKeyAndEndsWithTheCommand() throws Exception {
    var script = "stty raw -echo; echo ready; head -c 4 | od -An -tx1; stty sane; echo over";
    try (var window = open("012", "run", "-t", "-q", "--", "/bin/sh", "-c", script)) {
      window.waitFor("ready");

      window.type("\u0004\u001a\u0003\r");

      window.waitFor("04 1a 03 0d");
      window.waitFor("over");
      window.waitFor("status 0");
      window.ended();
    }
  }

  @Test
  void leavesTheTerminalAsItWasWhenTheCommandIsRefused() throws Exception {
    try (var window = open("012", "run", "-t", "--class", "no-such", "--", "true")) {
      window.waitFor("no_satisfying_attested_target");
      window.waitFor("status 125");
      window.ended();
    }
    assertThat(directory.resolve("after")).hasSameTextualContentAs(directory.resolve("before"));
  }

  @Test
  void refusesToJoinWhatIsNoTerminal() throws Exception {
    try (var window = open("12", "run", "-t", "--", "true")) {
      window.waitFor("-t needs a terminal as our standard input and output");
      window.ended();
    }
  }

  /** The command line, between two looks at how its terminal is set. */
  private TerminalWindow open(String terminals, String... words) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, "-Xmx256m", "-XX:+UseSerialGC"));
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Dexecution-plane.tty=" + terminals);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(words));
    command.add(command.indexOf("-t") + 1, "--data=" + directory.resolve("data"));
    var arguments = Files.write(directory.resolve("arguments"), command);
    var script =
        "set --; while IFS= read -r word; do set -- \"$@\" \"$word\"; done < "
            + arguments
            + "; cd "
            + directory
            + "; stty -g > before; \"$@\"; echo status $?; stty -g > after";
    return new TerminalWindow(
        system,
        List.of("/bin/sh", "-c", script),
        Map.of("PATH", "/usr/bin:/bin", "TERM", "vt100", "LC_ALL", "C.UTF-8"),
        WITHIN);
  }
}
