package io.executionplane.testkit.lane;

import static io.executionplane.testkit.guest.ScriptedAgent.event;
import static io.executionplane.testkit.guest.ScriptedAgent.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.testkit.guest.AgentFiles;
import io.executionplane.testkit.guest.GuestUnderTest;
import io.executionplane.testkit.guest.ScriptedAgent;
import io.executionplane.testkit.guest.ScriptedAgent.Script;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a node thinks of an agent that it did not bring along. */
@Timeout(60)
class GuestRefusalTest {

  private static final int FRAME_BYTES_MAX = 64 * 1024;

  @TempDir private Path directory;
  private AgentFiles files;

  @BeforeEach
  void makeFiles() {
    files = AgentFiles.in(directory);
  }

  private GuestBench bench(ScriptedAgent agent, Map<String, Object> more) {
    var settings =
        new HashMap<String, Object>(Map.of("public-key", "", "frame-bytes-max", FRAME_BYTES_MAX));
    settings.putAll(more);
    return new GuestBench(GuestUnderTest.config(files, agent.endpoint(), settings));
  }

  static Stream<Arguments> badReplies() {
    return Stream.of(
        bad("bridge_profile_mismatch", reply -> reply.put("bridge_profile", "another")),
        bad("unsupported_protocol_version", reply -> reply.put("protocol_version", 2)),
        bad("capability_superset", reply -> capabilities(reply).put("remote", false)),
        bad("capability_superset", reply -> capabilities(reply).put("interrupt", "signal")),
        bad("unsupported_capability", reply -> capabilities(reply).put("streaming_stdio", false)),
        bad("unsupported_capability", reply -> capabilities(reply).put("env", false)),
        bad("bridge_protocol_error", reply -> reply.remove("bridge_session_ref")));
  }

  private static Arguments bad(String code, Consumer<ObjectNode> change) {
    return Arguments.of(code, change);
  }

  private static ObjectNode capabilities(ObjectNode reply) {
    return (ObjectNode) reply.path("effective_capabilities");
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("badReplies")
  void startsNothingAtAnAgentThatIsNotTheRightOne(String code, Consumer<ObjectNode> change) {
    var asked = new CopyOnWriteArrayList<String>();
    Script script =
        (op, request) -> {
          asked.add(op);
          var reply = ScriptedAgent.attached();
          change.accept(reply);
          return List.of(ok(request, reply));
        };
    try (var agent = ScriptedAgent.start(directory, script);
        var bench = bench(agent, Map.of())) {
      var run = GuestBench.with(ProcessRun.of("true"), Map.of("PLAIN", "1"));

      assertThat(bench.refusal(run)).isEqualTo(code);
      assertThat(asked).containsOnly("attach");
    }
  }

  @Test
  void takesNoAgentForTheGuestThatDoesNotSignWithItsKey() {
    try (var agent = ScriptedAgent.start(directory, new PlainGuest());
        var bench = bench(agent, Map.of("public-key", files.publicKey()))) {
      assertThat(bench.refusal(ProcessRun.of("true"))).isEqualTo("signature_refused");
    }
  }

  /** A guest of version 1 that echoes, and says what was asked of it. */
  private static final class PlainGuest implements Script {

    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private final List<ObjectNode> more;

    PlainGuest(ObjectNode... atStart) {
      this.more = List.of(atStart);
    }

    @Override
    public List<ObjectNode> said(String op, JsonNode request) {
      asked.add(request);
      return switch (op) {
        case "attach" -> List.of(ok(request, ScriptedAgent.attached()));
        case "start_session" -> started(request);
        case "stdin" ->
            List.of(
                event("stdout", out -> out.set("data", request.path("payload").path("data"))),
                ok(request, JsonNodeFactory.instance.objectNode()));
        case "stdin_eof" ->
            List.of(
                ok(request, JsonNodeFactory.instance.objectNode()),
                event("exit", exit -> exit.put("status", "exit").put("code", 3).putNull("signal")));
        default -> List.of(ok(request, JsonNodeFactory.instance.objectNode()));
      };
    }

    private List<ObjectNode> started(JsonNode request) {
      var frames = new ArrayList<ObjectNode>();
      frames.add(ok(request, JsonNodeFactory.instance.objectNode()));
      frames.addAll(more);
      return frames;
    }

    JsonNode asked(String op) {
      return asked.stream()
          .filter(request -> request.path("op").asText().equals(op))
          .findFirst()
          .orElseThrow();
    }
  }

  @Test
  void runsCommandsAtAnAgentThatSpeaksVersionOneAndNoMore() {
    var guest = new PlainGuest();
    try (var agent = ScriptedAgent.start(directory, guest);
        var bench = bench(agent, Map.of())) {
      var input = Source.from(List.of(ByteString.fromString("one "), ByteString.fromString("two")));
      var streams = RecordedStreams.takingEverything().withInput(StreamName.STDIN, input);

      var outcome = bench.start(GuestBench.open("cat", Map.of("PLAIN", "1")), streams).outcome();

      assertThat(streams.recording(StreamName.STDOUT).bytes().utf8String()).isEqualTo("one two");
      assertThat(GuestBench.exit(outcome)).isEqualTo(new ProcessExit.Code(3));
      assertThat(outcome.containment().survivors()).isEmpty();
      var start = guest.asked("start_session").path("payload");
      assertThat(start.path("env").path("PLAIN").asText()).isEqualTo("1");
      assertThat(start.path("clear_env?").asBoolean()).isTrue();
      assertThat(start.has("extensions")).isFalse();
      assertThat(guest.asked("stdin").has("seq")).isFalse();
      assertThat(guest.asked("stdin").path("payload").has("offset")).isFalse();
    }
  }

  @Test
  void asksNothingOfVersionOneThatItDoesNotHave() {
    try (var agent = ScriptedAgent.start(directory, new PlainGuest());
        var bench = bench(agent, Map.of())) {
      assertThat(bench.refusal(inTerminal(ProcessRun.of("true"))))
          .isEqualTo("unsupported_capability");
    }
  }

  private static ProcessRun inTerminal(ProcessRun run) {
    return new ProcessRun(
        run.command(),
        run.argv(),
        run.cwd(),
        run.env(),
        run.stdin(),
        run.stdinBytes(),
        run.stderr(),
        run.graceMs(),
        run.envHandles(),
        run.user(),
        Optional.of(new ProcessPty(80, 24, Optional.empty())),
        run.interrupt(),
        run.shutdown());
  }

  @Test
  void doesNotTakeAnEndThatIsNotNamedForAnExit() {
    var exit = event("exit", it -> it.put("status", "error").put("reason", "lost"));
    try (var agent = ScriptedAgent.start(directory, new PlainGuest(exit));
        var bench = bench(agent, Map.of())) {
      assertThat(bench.refusal(GuestBench.open("cat", Map.of()))).isEqualTo("exit_unknown");
    }
  }

  @Test
  void closesTheSessionOfACommandThatItCannotSignal() {
    var guest = new PlainGuest();
    try (var agent = ScriptedAgent.start(directory, guest);
        var bench = bench(agent, Map.of())) {
      var streams = RecordedStreams.takingEverything().withInput(StreamName.STDIN, Source.never());
      var run = bench.start(GuestBench.open("cat", Map.of()), streams);
      assertThat(GuestBench.launched(run).process()).isEmpty();

      run.control().stop(StopCause.CANCEL);

      assertThat(((LaneFailure) run.failure()).failure().code()).isEqualTo("exit_unknown");
      new Watching(GuestBench.WITHIN, GuestBench.WITHIN)
          .until(
              "a close",
              () ->
                  guest.asked.stream().anyMatch(each -> each.path("op").asText().equals("close")));
    }
  }

  static Stream<Arguments> badEvents() {
    var tooLong = new String(new char[FRAME_BYTES_MAX]).replace('\0', 'A');
    return Stream.of(
        Arguments.of("frame_too_long", event("stdout", out -> out.put("data", tooLong))),
        Arguments.of("bridge_protocol_error", event("telegram", out -> out)),
        Arguments.of("bridge_protocol_error", event("stdout", out -> out)),
        Arguments.of("bridge_protocol_error", event("stdout", out -> out.put("data", "&"))),
        Arguments.of(
            "bridge_remote_error",
            event("error", out -> out.put("code", "on_fire").put("details", "help"))),
        Arguments.of(
            "unsupported_capability",
            event(
                "error",
                out -> out.put("code", "unsupported_capability").put("capability", "pty"))));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource("badEvents")
  void failsWithAReasonWhenAnAgentSaysWhatItMayNot(String code, ObjectNode event) {
    try (var agent = ScriptedAgent.start(directory, new PlainGuest(event));
        var bench = bench(agent, Map.of())) {
      assertThat(bench.refusal(GuestBench.open("cat", Map.of()))).isEqualTo(code);
    }
  }

  @Test
  void saysSoWhenAConnectionIsLostThatCannotBeResumed() {
    var once = new PlainGuest();
    Script leaving =
        (op, request) -> {
          if (op.equals("start_session")) {
            throw ScriptedAgent.leaving();
          }
          return once.said(op, request);
        };
    try (var agent = ScriptedAgent.start(directory, leaving);
        var bench = bench(agent, Map.of())) {
      assertThat(bench.refusal(ProcessRun.of("true"))).isEqualTo("connection_lost");
    }
  }

  @Test
  void startsNothingThatIsTooLongForAFrame() {
    var guest = new PlainGuest();
    try (var agent = ScriptedAgent.start(directory, guest);
        var bench = bench(agent, Map.of())) {
      var long16 = new String(new char[FRAME_BYTES_MAX]).replace('\0', 'x');

      assertThat(bench.refusal(ProcessRun.of("true", long16))).isEqualTo("arguments_too_large");
      assertThat(guest.asked).noneMatch(each -> each.path("op").asText().equals("start_session"));
      assertThat(long16.getBytes(StandardCharsets.UTF_8)).hasSize(FRAME_BYTES_MAX);
    }
  }
}
