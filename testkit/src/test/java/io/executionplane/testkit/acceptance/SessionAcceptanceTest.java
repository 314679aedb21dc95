package io.executionplane.testkit.acceptance;

import static io.executionplane.testkit.acceptance.RunningPlane.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.evidence.FlowPayload.InputAccepted;
import io.executionplane.contracts.evidence.FlowPayload.InputClosed;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.FailureClass;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.hazmat.AttachDirection;
import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact.Interrupted;
import io.executionplane.contracts.lane.process.ProcessFact.Launched;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessSessionOutput.EndedBy;
import io.executionplane.journal.live.LineFrame;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.lanes.spi.EffectControl.Interrupt;
import io.executionplane.lanes.spi.EffectControl.Resize;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.attach.AttachReply;
import io.executionplane.node.attach.AttachWish;
import io.executionplane.node.control.ControlRefusal;
import io.executionplane.node.control.ControlReply;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.node.input.InputRefusal;
import io.executionplane.node.input.InputReply.Accepted;
import io.executionplane.node.input.InputReply.Ended;
import io.executionplane.node.input.InputReply.Refused;
import io.executionplane.node.session.Foreground;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Items 49 to 65 of the acceptance list: talking to a command through a whole plane.
 *
 * <p>A subscriber is a stream of its own here, so it needs no tag; who hands in is named instead.
 */
class SessionAcceptanceTest {

  private static final String PTY = "\"pty\":{\"cols\":80,\"rows\":24}";
  private static final String RAW = "\"stdout_mode\":\"raw\",\"stdin_mode\":\"raw\"";
  private static final String SHORT_LINES =
      "\"limits\":{\"max_buffer_size\":1000,\"oversize_line_chunk_bytes\":100,"
          + "\"max_recoverable_line_bytes\":100000}";

  @TempDir private static Path directory;

  private static RunningPlane running;

  @BeforeAll
  static void start() {
    running = new RunningPlane(ExecutionPlane.builder().dataDirectory(directory).start());
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  private static OpenSession begin(String script, String properties) {
    return OpenSession.begin(running, script, properties);
  }

  private static OpenSession begin(String script) {
    return begin(script, "");
  }

  // --- 49 to 53: talking and listening

  @Test
  @DisplayName("49: every subscriber gets each line, and then how it ended")
  void givesEverySubscriberTheLinesAndTheEnd() {
    var session = begin("while read -r line; do echo \"got $line\"; done; exit 3");
    var subscribers = Stream.generate(() -> subscribe(session)).limit(3).toList();

    session.say("one");
    session.say("two");
    get(session.input().end());

    for (var subscriber : subscribers) {
      var seen = get(subscriber);
      assertThat(seen.subList(0, 2))
          .extracting(OpenSession::text)
          .containsExactly("got one", "got two");
      assertThat(seen.get(2)).isInstanceOf(LineFrame.End.class);
    }
    assertThat(session.ending().process().exit()).isEqualTo(new ProcessExit.Code(3));
    assertThat(session.ending().linesOut()).isEqualTo(2);
    assertThat(session.ending().endedBy()).isEqualTo(EndedBy.EXIT);
  }

  private static CompletionStage<List<LineFrame>> subscribe(OpenSession session) {
    return running
        .client()
        .lines(session.ref(), StreamName.STDOUT, 0, 1_000)
        .runWith(Sink.seq(), running.plane().system());
  }

  @ParameterizedTest
  @DisplayName("50: what cannot be started says why, eagerly or lazily")
  @CsvSource({
    "/no/such/program, , eager, command_not_found",
    "no-such-program-anywhere, , lazy, command_not_found",
    "/etc/passwd, , lazy, command_not_executable",
    "/bin/true, /no/such/directory, lazy, cwd_unusable"
  })
  void saysWhyItCannotBeStarted(String program, String cwd, String startup, String code) {
    var properties =
        "\"startup\":\"" + startup + "\"" + (cwd == null ? "" : ",\"cwd\":\"" + cwd + "\"");
    var payload = OpenSession.payload(ProcessRun.of(program), properties);
    var request = OpenSession.request(running, payload);
    var session = new OpenSession(running, get(running.client().submit(request)).ref());

    var failure = session.result().failure().orElseThrow();

    assertThat(failure.failureClass()).isEqualTo(FailureClass.LAUNCH_FAILED);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(running.payloads(session.ref(), LaneFactObserved.class)).isEmpty();
  }

  @Test
  @DisplayName("51: what is handed in arrives as lines, its end too, under the name of who does")
  void takesLinesAndTheirEndInTheNameOfWhoeverHandsThemIn() {
    var session = begin("cat; echo over");

    assertThat(session.say("no line feed")).isEqualTo(new Accepted(0, 13));
    assertThat(session.say("with one\n")).isEqualTo(new Accepted(13, 22));
    assertThat(get(session.input().end())).isEqualTo(new Ended(22));

    session.result();
    assertThat(session.lines(3)).containsExactly("no line feed", "with one", "over");
    assertThat(running.payloads(session.ref(), InputAccepted.class))
        .extracting(InputAccepted::by)
        .containsOnly(OpenSession.WHO);
    assertThat(running.payloads(session.ref(), InputClosed.class))
        .containsExactly(new InputClosed(StreamName.STDIN, 22, Optional.of(OpenSession.WHO)));
  }

  @Test
  @DisplayName("52: whoever comes first gets everything that happened before, however long ago")
  void givesWhoeverComesFirstEverythingThatHappenedBefore() {
    var session = begin("seq 1 1000; echo why >&2", "\"buffer_events_until_subscribe\":true");
    session.result();

    assertThat(session.lines(1_000))
        .isEqualTo(IntStream.rangeClosed(1, 1_000).mapToObj(Integer::toString).toList());
    assertThat(session.output(StreamName.STDERR, 0).utf8String()).isEqualTo("why\n");
    assertThat(session.ending().droppedEvents()).isZero();
  }

  @Test
  @DisplayName("53: raw bytes pass as they are, and the record says what was started and how")
  void passesRawBytesAsTheyAreAndSaysWhatWasStarted() {
    var bytes = new byte[256];
    IntStream.range(0, 256).forEach(each -> bytes[each] = (byte) each);
    var session = begin("exec cat", RAW);

    get(session.input().append(ByteString.fromArray(bytes)));
    get(session.input().append(ByteString.emptyByteString()));
    get(session.input().end());

    assertThat(session.output(StreamName.STDOUT, 0)).isEqualTo(ByteString.fromArray(bytes));
    assertThat(session.ending().linesOut()).isZero();
    var launched = Launched.CONTRACT.decode(facts(session).get(0).data().toNode());
    assertThat(launched.executable()).isEqualTo("/bin/sh");
    assertThat(launched.pid()).isPositive();
  }

  // --- 54 to 57: interrupting, closing, and nobody there

  @Test
  @DisplayName("54: many short sessions, with pipes and in terminals, and all of them end well")
  void endsManyShortSessionsWell() {
    var sessions = new ArrayList<OpenSession>();
    for (var i = 0; i < 40; i++) {
      sessions.add(begin("echo " + i, i % 2 == 0 ? "" : PTY));
    }

    for (var i = 0; i < sessions.size(); i++) {
      var stream = i % 2 == 0 ? StreamName.STDOUT : StreamName.PTY;
      assertThat(sessions.get(i).lines(stream, 0, 1))
          .extracting(OpenSession::text)
          .containsExactly("" + i);
      assertThat(sessions.get(i).result().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    }
  }

  @Test
  @DisplayName("55: an interrupt by input is exactly its bytes")
  void interruptsByExactlyTheBytesThatAreNamed() {
    var byInput = "\"interrupt\":{\"kind\":\"input\",\"bytes\":\"AHEK\"}";
    var session = begin("echo ready; exec head -c 3", RAW + "," + byInput);
    session.lines(1);

    assertThat(session.steer(new Interrupt())).isEqualTo(new ControlReply.Done());

    assertThat(session.output(StreamName.STDOUT, 6))
        .isEqualTo(ByteString.fromArray(new byte[] {0, 'q', '\n'}));
    assertThat(facts(session))
        .extracting(LaneFactObserved::data)
        .contains(
            Interrupted.CONTRACT.encodeObject(
                new Interrupted(Bytes.copyOf(new byte[] {0, 'q', '\n'}))));
  }

  @Test
  @DisplayName("55: an interrupt by signal reaches the whole group")
  void interruptsTheWholeGroup() {
    var child = "sh -c 'trap \"echo child; exit 0\" INT; echo ready; while :; do sleep 0.01; done'";
    var session = begin("trap 'echo parent; exit 5' INT; " + child + "; exit 6");
    session.lines(1);

    session.steer(new Interrupt());

    assertThat(session.lines(3)).containsExactly("ready", "child", "parent");
    assertThat(session.ending().process().exit()).isEqualTo(new ProcessExit.Code(5));
  }

  @Test
  @DisplayName("56: input can be closed from the start")
  void closesInputFromTheStart() {
    var session = begin("cat; echo over", "\"close_stdin_on_start\":true");

    assertThat(session.lines(1)).containsExactly("over");
    assertThat(session.result().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @ParameterizedTest
  @DisplayName("57: a session ends when nobody has read for too long, and not while somebody does")
  @CsvSource({"STDOUT, ''", "PTY, '\"pty\":{\"cols\":80,\"rows\":24},'"})
  void endsWhenNobodyHasReadForTooLong(String name, String pty) {
    var stream = name.equals("PTY") ? StreamName.PTY : StreamName.STDOUT;
    var script = "i=0; while :; do i=$((i+1)); echo $i; sleep 0.02; done";
    var payload =
        OpenSession.payload(
            ProcessRun.of("/bin/sh", "-c", script), pty + "\"headless_timeout_ms\":100");
    var request = OpenSession.request(running, payload);
    var session = new OpenSession(running, running.client().refOf(request));

    // It is there before the command is, and reads for about a second.
    var reading = session.reading(stream, 0, 50);
    get(running.client().submit(request));
    var read = get(reading);

    assertThat(read).hasSize(50);
    assertThat(session.ending().endedBy()).isEqualTo(EndedBy.HEADLESS);
    assertThat(session.output(stream, 0).size()).isGreaterThan((int) read.get(49).end());
  }

  @Test
  @DisplayName("57: the foreground is somebody who reads, too")
  void countsTheForegroundAsSomebodyWhoReads() {
    var foreground = new Foreground(Optional.empty(), Map.of(StreamName.STDERR, Sink.ignore()));
    var session =
        OpenSession.begin(running, "sleep 0.5; exit 7", "\"headless_timeout_ms\":50", foreground);

    assertThat(session.ending().process().exit()).isEqualTo(new ProcessExit.Code(7));
  }

  // --- 58 to 61: error output and long lines

  @Test
  @DisplayName(
      "58: error output is there while it is written, its end can be had, and its last line")
  void givesErrorOutputWhileItIsWrittenAndItsEnd() {
    var session = begin("echo first >&2; read -r go; printf 'abcdefghijkl' >&2");
    assertThat(session.lines(StreamName.STDERR, 0, 1))
        .extracting(OpenSession::text)
        .containsExactly("first");

    session.say("go");
    session.result();

    assertThat(session.tail(StreamName.STDERR, 8)).isEqualTo("efghijkl");
    assertThat(session.tail(StreamName.STDERR, 1_000)).isEqualTo("first\nabcdefghijkl");
    var last = (LineFrame.Line) session.lines(StreamName.STDERR, 6, 1).get(0);
    assertThat(last.text().utf8String()).isEqualTo("abcdefghijkl");
    assertThat(last.complete()).isFalse();
  }

  @Test
  @DisplayName("58: whoever joins while it runs gets the end of what was written, and what follows")
  void givesTheEndOfErrorOutputAndWhatFollows() {
    var session = begin("echo 12345678 >&2; read -r go; echo more >&2");
    session.lines(StreamName.STDERR, 0, 1);
    var tail =
        running
            .client()
            .outputTail(session.ref(), StreamName.STDERR, 3)
            .filter(OutputFrame.Bytes.class::isInstance)
            .map(frame -> ((OutputFrame.Bytes) frame).bytes().utf8String())
            .runWith(Sink.queue(1), running.plane().system());
    assertThat(get(tail.pull())).contains("78\n");

    session.say("go");

    assertThat(get(tail.pull())).contains("more\n");
    assertThat(get(tail.pull())).isEmpty();
  }

  @Test
  @DisplayName("59: error output is given to whoever comes late, after a fast exit too")
  void givesErrorOutputToWhoeverComesAfterAFastExit() {
    var session = begin("echo why >&2; exit 2", "\"replay_stderr_on_subscribe\":true");
    session.result();

    assertThat(session.lines(StreamName.STDERR, 0, 1))
        .extracting(OpenSession::text)
        .containsExactly("why");
  }

  @Test
  @DisplayName("60: a long line is delivered whole")
  void deliversALongLineWhole() {
    var session = begin("printf %0100000d 7; echo; echo next", SHORT_LINES);

    assertThat(session.lines(2)).containsExactly("0".repeat(99_999) + "7", "next");
    assertThat(session.result().status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  @DisplayName(
      "60: a line that is too long ends the session, and nothing follows for who reads lines")
  void endsASessionWithALineThatIsTooLong() {
    var session =
        begin("echo before; printf %0100001d 7; echo; echo after; exec sleep 600", SHORT_LINES);

    var seen =
        get(
            running
                .client()
                .lines(session.ref(), StreamName.STDOUT, 0, 100_000)
                .runWith(Sink.seq(), running.plane().system()));

    assertThat(seen).hasSize(2);
    assertThat(seen.get(1))
        .isInstanceOfSatisfying(
            LineFrame.TooLong.class,
            tooLong -> {
              assertThat(tooLong.offset()).isEqualTo(7);
              assertThat(tooLong.max()).isEqualTo(100_000);
              assertThat(tooLong.actual()).isGreaterThan(100_000);
              assertThat(tooLong.preview().utf8String()).isEqualTo("0".repeat(160));
            });
    assertThat(session.result())
        .extracting(result -> result.status(), result -> result.failure().orElseThrow().code())
        .containsExactly(ExecutionStatus.FAILED, "line_too_long");
  }

  @Test
  @DisplayName("61: an unfinished line of 256 KiB is flushed at the end, and spaces stay")
  void flushesALongFragmentAndKeepsSpaces() {
    var session = begin("echo 'a  '; printf %0262142d 7; printf '  '");

    assertThat(session.lines(2)).containsExactly("a  ", "0".repeat(262_141) + "7  ");
  }

  // --- 62 to 65: races, and what cannot be done

  @Test
  @DisplayName("62: interrupts and closing at the same time never hang")
  void neverHangsWhereInterruptsAndClosingRace() {
    for (var i = 0; i < 20; i++) {
      var session = begin("echo ready; exec sleep 600", i % 2 == 0 ? "" : PTY);
      session.lines(i % 2 == 0 ? StreamName.STDOUT : StreamName.PTY, 0, 1);

      var interrupted = running.client().control(session.ref(), new Interrupt());
      var closed = running.client().cancel(session.ref(), OpenSession.WHO);
      var again = running.client().control(session.ref(), new Interrupt());

      assertThat(get(interrupted)).isNotNull();
      assertThat(get(closed)).isNotNull();
      assertThat(get(again)).isNotNull();
      assertThat(session.result().status()).isIn(ExecutionStatus.FAILED, ExecutionStatus.CANCELLED);
    }
  }

  @Test
  @DisplayName("63: closing works on a command that is suspended")
  void closesACommandThatIsSuspended() {
    var session = begin("echo ready; kill -STOP $$; echo never");
    session.lines(1);

    session.close();

    assertThat(session.result().status()).isEqualTo(ExecutionStatus.CANCELLED);
    assertThat(session.ending().endedBy()).isEqualTo(EndedBy.CALLER);
  }

  @Test
  @DisplayName("63: closing works while whoever is waited for reads nothing")
  void closesASessionWhoseForegroundReadsNothing() {
    var frozen =
        new Foreground(Optional.empty(), Map.of(StreamName.STDOUT, Sink.<ByteString>queue()));
    var session = OpenSession.begin(running, "yes", "", frozen);
    session.lines(10);

    session.close();

    assertThat(session.result().status()).isIn(ExecutionStatus.CANCELLED, ExecutionStatus.FAILED);
  }

  @Test
  @DisplayName("64: after its end every call is answered that it is over")
  void answersThatItIsOver() {
    var session = begin("exit 0");
    session.result();

    assertThat(session.say("anybody?"))
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> assertThat(refused.refusal()).isEqualTo(InputRefusal.EXECUTION_TERMINAL));
    assertThat(session.steer(new Interrupt()))
        .isEqualTo(new ControlReply.Refused(ControlRefusal.EXECUTION_TERMINAL));
    var wish = AttachWish.inRole("user:ops", "operator", AttachDirection.READ);
    assertThat(get(running.client().attach(session.ref(), wish)))
        .isInstanceOf(AttachReply.Refused.class);
  }

  @ParameterizedTest
  @DisplayName("65: what it cannot do is refused before anything is started")
  @CsvSource(
      delimiter = '|',
      value = {
        "\"interrupt\":{\"kind\":\"input\",\"bytes\":\"Aw==\"},\"close_stdin_on_start\":true | must"
            + " be a signal",
        "\"stdin\":\"open\" | must be absent",
        "\"no_such_option\":true | no_such_option",
        "\"headless_timeout_ms\":0 | /headless_timeout_ms"
      })
  void refusesBeforeAnythingIsStarted(String properties, String why) {
    var payload = OpenSession.payload(ProcessRun.of("/bin/true"), properties);

    var reply = get(running.client().submit(OpenSession.request(running, payload)));

    assertThat(reply)
        .isInstanceOfSatisfying(
            SubmitReply.Receipt.class,
            receipt -> assertThat(receipt.rejection().orElseThrow().toString()).contains(why));
    assertThat(running.payloads(reply.ref(), LaneFactObserved.class)).isEmpty();
  }

  @Test
  @DisplayName("65: a size is refused where there is no terminal")
  void refusesASizeWhereThereIsNoTerminal() {
    var session = begin("echo ready; exec sleep 600");
    session.lines(1);

    assertThat(session.steer(new Resize(10, 10)))
        .isEqualTo(new ControlReply.Refused(ControlRefusal.CONTROL_UNSUPPORTED));

    session.close();
  }

  private static List<LaneFactObserved> facts(OpenSession session) {
    session.result();
    return running.payloads(session.ref(), LaneFactObserved.class);
  }
}
