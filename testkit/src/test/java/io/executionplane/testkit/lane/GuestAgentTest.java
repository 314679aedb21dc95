package io.executionplane.testkit.lane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.testkit.guest.GuestUnderTest;
import io.executionplane.testkit.guest.GuestUnderTest.Door;
import io.executionplane.testkit.guest.RawNode;
import io.executionplane.testkit.os.MarkedProcesses;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the agent does for a node that speaks version 1 and no more, and what it refuses. */
@Timeout(60)
class GuestAgentTest {

  private static final Duration WITHIN = Duration.ofSeconds(20);
  private static final int FRAME_BYTES_MAX = 64 * 1024;

  private static GuestUnderTest guest;

  private final MarkedProcesses processes = MarkedProcesses.fresh();

  @BeforeAll
  static void start(@TempDir Path directory) {
    guest =
        GuestUnderTest.start(
            Door.UNIX_SOCKET,
            directory,
            Map.of("execution-plane.guest-agent.frame-bytes-max", FRAME_BYTES_MAX));
  }

  @AfterAll
  static void stop() {
    guest.close();
  }

  @AfterEach
  void endWhatIsLeft() {
    processes.kill();
  }

  // --- Who may attach

  static Stream<Arguments> badAttachments() {
    return Stream.of(
        bad("attach_refused", attach -> attach.put("attach_token", "another token of theirs")),
        bad("attach_refused", attach -> attach.remove("attach_token")),
        bad("bridge_profile_mismatch", attach -> attach.put("bridge_profile", "another")),
        bad(
            "unsupported_protocol_version",
            attach -> attach.putArray("supported_protocol_versions").add(2)),
        bad(
            "unsupported_capability",
            attach -> attach.putObject("required_capabilities").put("user", true)),
        bad("bridge_protocol_error", attach -> attach.putArray("supported_protocol_versions")),
        bad("bridge_protocol_error", attach -> attach.put("unheard_of", 1)));
  }

  private static Arguments bad(String code, Consumer<ObjectNode> change) {
    return Arguments.of(code, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badAttachments")
  void refusesWhoeverMayNotAttachAndSaysWhy(String code, Consumer<ObjectNode> change) {
    try (var node = RawNode.at(guest)) {
      var attach = node.attach();
      change.accept(attach);
      node.request("attach-1", "attach", attach);

      var answer = node.next();

      assertThat(answer.path("ok").asBoolean(true)).isFalse();
      assertThat(answer.path("error").path("code").asText()).isEqualTo(code);
      assertThat(answer.toString()).doesNotContain("another token of theirs");
      assertThat(node.isClosed()).isTrue();
    }
  }

  static Stream<Arguments> badFrames() {
    return Stream.of(
        Arguments.of("frame_too_long", length(FRAME_BYTES_MAX + 1)),
        Arguments.of("frame_too_long", length(-1)),
        Arguments.of("bridge_protocol_error", content("{")),
        Arguments.of("bridge_protocol_error", content("[]")),
        Arguments.of("bridge_protocol_error", content("{\"v\":1,\"kind\":\"telegram\"}")),
        Arguments.of("bridge_protocol_error", content("")),
        Arguments.of("unsupported_protocol_version", content("{\"v\":2,\"kind\":\"request\"}")),
        Arguments.of("bridge_protocol_error", start("/bin/true")));
  }

  private static byte[] length(int count) {
    return ByteBuffer.allocate(4).putInt(count).array();
  }

  private static byte[] content(String text) {
    return RawNode.framed(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] start(String program) {
    return RawNode.frame("start-session-1", "start_session", RawNode.command(program));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("badFrames")
  void refusesWhatIsNoFrameThatMayComeFirstAndSaysWhy(String code, byte[] frame) {
    try (var node = RawNode.at(guest)) {
      node.send(frame);

      assertError(node.next(), code);
      assertThat(node.isClosed()).isTrue();
    }
  }

  @Test
  void refusesAnOversizedFrameWithinASessionAndEndsIt() {
    try (var node = RawNode.at(guest)) {
      node.attached();
      node.request("start-session-1", "start_session", marked("exec sleep 600"));
      assertThat(node.next().path("ok").asBoolean()).isTrue();

      node.send(length(FRAME_BYTES_MAX + 1));

      assertError(node.next(), "frame_too_long");
      assertThat(node.isClosed()).isTrue();
      awaitNoProcess();
    }
  }

  private static void assertError(JsonNode frame, String code) {
    assertThat(frame.path("event").asText()).as("%s", frame).isEqualTo("error");
    assertThat(frame.path("payload").path("code").asText()).isEqualTo(code);
  }

  @Test
  void takesNoMoreSessionsThanItMay(@TempDir Path directory) {
    var one = Map.<String, Object>of("execution-plane.guest-agent.sessions-max", 1);
    try (var small = GuestUnderTest.start(Door.UNIX_SOCKET, directory, one);
        var first = RawNode.at(small);
        var second = RawNode.at(small)) {
      first.attached();

      assertThat(second.attached().path("error").path("code").asText()).isEqualTo("agent_busy");
    }
  }

  @Test
  void canBeReachedByItsOwnerOnly() throws Exception {
    var socket = Path.of((String) guest.endpoint().get("path"));

    assertThat(mode(socket)).isEqualTo("rw-------");
    assertThat(mode(socket.getParent())).isEqualTo("rwx------");
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  // --- Version 1 and no more

  @Test
  void saysWhatItIs() {
    try (var node = RawNode.at(guest)) {
      var reply = node.attached().path("payload");

      assertThat(reply.path("bridge_session_ref").asText()).startsWith("guest-session/");
      assertThat(reply.path("bridge_profile").asText()).isEqualTo("core_cli_transport");
      assertThat(reply.path("protocol_version").asInt()).isEqualTo(1);
      assertThat(reply.path("effective_capabilities").path("interrupt").asText()).isEqualTo("rpc");
      assertThat(reply.has("extensions")).isFalse();
    }
  }

  @Test
  void runsACommandToItsEndAndAnswersWithAllOfIt() {
    try (var node = RawNode.at(guest)) {
      node.attached();
      node.request(
          "run-1", "run", RawNode.command("/bin/sh", "-c", "echo out; echo err >&2; exit 3"));

      var reply = node.next().path("payload");

      assertThat(reply.path("stdout").asText()).isEqualTo("out\n");
      assertThat(reply.path("stderr").asText()).isEqualTo("err\n");
      assertThat(reply.path("stderr_mode").asText()).isEqualTo("separate");
      assertThat(reply.path("exit").path("status").asText()).isEqualTo("exit");
      assertThat(reply.path("exit").path("code").asInt()).isEqualTo(3);
      assertThat(reply.path("exit").has("end")).isFalse();
    }
  }

  @Test
  void runsWithInputAndForAsLongAsItTakes() {
    try (var node = RawNode.at(guest)) {
      node.attached();
      var command = RawNode.command("cat");
      command.put(
          "stdin",
          Base64.getEncoder().encodeToString("all of it".getBytes(StandardCharsets.UTF_8)));
      node.request("run-1", "run", command);

      assertThat(node.next().path("payload").path("stdout").asText()).isEqualTo("all of it");
    }
  }

  @Test
  void endsARunThatPutsOutMoreThanAnAnswerHolds() {
    try (var node = RawNode.at(guest)) {
      node.attached();
      node.request("run-1", "run", marked("exec yes"));

      assertThat(node.next().path("error").path("code").asText()).isEqualTo("output_limit");
      awaitNoProcess();
    }
  }

  @Test
  void losesNoFrameOfThoseThatComeTogether() {
    try (var node = RawNode.at(guest)) {
      var together = new ByteArrayOutputStream();
      together.writeBytes(RawNode.frame("attach-1", "attach", node.attach()));
      together.writeBytes(
          RawNode.frame("start-session-1", "start_session", RawNode.command("cat")));
      node.send(together.toByteArray());
      assertThat(node.next().path("id").asText()).isEqualTo("attach-1");
      assertThat(node.next().path("id").asText()).isEqualTo("start-session-1");
      var input = new ByteArrayOutputStream();
      input.writeBytes(RawNode.frame("1", "stdin", data("one ")));
      input.writeBytes(RawNode.frame("2", "stdin", data("two")));
      input.writeBytes(RawNode.frame("3", "stdin_eof", JsonNodeFactory.instance.objectNode()));
      node.send(input.toByteArray());

      var events = node.eventsUntil("exit");

      assertThat(RawNode.said(events, "stdout")).isEqualTo("one two");
      var exit = events.get(events.size() - 1).path("payload");
      assertThat(exit.path("status").asText()).isEqualTo("success");
      assertThat(exit.path("code").asInt(-1)).isZero();
    }
  }

  private static ObjectNode data(String text) {
    return JsonNodeFactory.instance.objectNode().put("data", text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void interruptsAndTellsTheSignalThatEndedIt() {
    try (var node = RawNode.at(guest)) {
      node.attached();
      node.request("start-session-1", "start_session", RawNode.command("sleep", "600"));
      node.next();

      node.request("1", "interrupt", JsonNodeFactory.instance.objectNode());

      var events = node.eventsUntil("exit");
      var exit = events.get(events.size() - 1).path("payload");
      assertThat(exit.path("status").asText()).isEqualTo("signal");
      assertThat(exit.path("signal").asText()).isEqualTo("SIGINT");
    }
  }

  @Test
  void saysWhyACommandDoesNotStart() {
    try (var node = RawNode.at(guest)) {
      node.attached();
      node.request("start-session-1", "start_session", RawNode.command("/no/such/program"));

      assertThat(node.next().path("error").path("code").asText()).isEqualTo("command_not_found");
    }
  }

  @Test
  void givesACommandNothingOfItsOwnEnvironment() {
    try (var node = RawNode.at(guest)) {
      node.attached();
      var command = RawNode.command("/usr/bin/env");
      command.putObject("env").put("PLAIN", "1");
      node.request("run-1", "run", command);

      var names =
          node.next()
              .path("payload")
              .path("stdout")
              .asText()
              .lines()
              .map(line -> line.split("=", 2)[0]);

      assertThat(names)
          .contains("PLAIN")
          .isSubsetOf("PLAIN", "HOME", "LANG", "LOGNAME", "PATH", "SHELL", "TERM", "TZ", "USER");
    }
  }

  // --- Ending

  @Test
  void killsWhatItStartedWhenANodeThatCannotComeBackIsGone() {
    try (var node = RawNode.at(guest)) {
      node.attached();
      node.request("start-session-1", "start_session", marked("sleep 600 & sleep 600"));
      node.next();
      watching().until("the tree", () -> processes.alive().size() == 3);
    }

    awaitNoProcess();
    watching().until("no session", () -> guest.agent().sessionCount() == 0);
  }

  @Test
  void killsWhatItStartedWhenItIsEnded(@TempDir Path directory) {
    var ending = GuestUnderTest.start(Door.UNIX_SOCKET, directory);
    try (var node = RawNode.at(ending)) {
      node.attached();
      node.request("start-session-1", "start_session", marked("sleep 600 & sleep 600"));
      node.next();
      watching().until("the tree", () -> processes.alive().size() == 3);

      ending.close();

      assertThat(processes.alive()).isEmpty();
      assertThat(Path.of((String) ending.endpoint().get("path"))).doesNotExist();
    }
  }

  private ObjectNode marked(String script) {
    var command = RawNode.command("/bin/sh", "-c", script);
    command.putObject("env").put(processes.name(), processes.value());
    return command;
  }

  private void awaitNoProcess() {
    watching().until("no process", () -> processes.alive().isEmpty());
  }

  private static Watching watching() {
    return new Watching(WITHIN, WITHIN);
  }
}
