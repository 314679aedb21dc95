package io.executionplane.testkit.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.evidence.EvidencePayload;
import io.executionplane.contracts.evidence.FlowPayload.InputAccepted;
import io.executionplane.contracts.evidence.FlowPayload.InputClosed;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.node.input.ExecutionInput;
import io.executionplane.node.input.InputRefusal;
import io.executionplane.node.input.InputReply;
import io.executionplane.node.input.InputReply.Accepted;
import io.executionplane.node.input.InputReply.Ended;
import io.executionplane.node.input.InputReply.Refused;
import io.executionplane.node.session.Foreground;
import io.executionplane.testkit.generate.Seeded;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is handed in while a command runs: stored, acknowledged, given to it once, and recorded. */
class InputTest {

  @TempDir private static Path directory;

  private static TestPlane plane;
  private static Commands commands;

  @BeforeAll
  static void start() {
    plane = TestPlane.in(directory.resolve("data"));
    commands = Commands.in(directory);
  }

  @AfterEach
  void endWhatTheTestLeft() {
    commands.mark().kill();
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @Test
  void givesEveryByteToTheCommandInOrderAndRecordsWhoHandedItIn() {
    var random = Seeded.fresh();
    var pieces = random.listOf(300, () -> ByteString.fromArray(random.bytes(0, 20_000)));
    var ref = begun(open(commands.run("cat", List.of())));
    var input = input(ref, "user:ada");

    pieces.forEach(piece -> assertThat(await(input.append(piece))).isInstanceOf(Accepted.class));
    var all = pieces.stream().reduce(ByteString.emptyByteString(), ByteString::concat);
    assertThat(await(input.end())).isEqualTo(new Ended(all.size()));

    assertThat(plane.result(ref).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(plane.output(ref, StreamName.STDOUT)).as("%s", random).isEqualTo(all);
    assertThat(plane.output(ref, StreamName.STDIN)).isEqualTo(all);
    assertAcceptedByOne(ref, all.size());
    assertThat(payloads(ref, InputClosed.class))
        .containsExactly(new InputClosed(StreamName.STDIN, all.size(), Optional.of("user:ada")));
    assertThat(plane.verify(ref).verdict()).isEqualTo(Verdict.VERIFIED);
  }

  @Test
  void acknowledgesOnlyWhatIsStored() {
    var ref = begun(open(commands.run("sleep", List.of("600"))));

    var reply = await(input(ref, "user:ada").append(ByteString.fromString("hello")));

    assertThat(reply).isEqualTo(new Accepted(0, 5));
    assertThat(plane.text(ref, StreamName.STDIN)).isEqualTo("hello");
  }

  @Test
  void takesARetryOnceAndAcknowledgesItAgain() {
    var ref = begun(open(commands.run("cat", List.of())));
    var input = input(ref, "user:ada");

    var first = await(input.append(0, ByteString.fromString("once ")));
    var again = await(input.append(0, ByteString.fromString("once ")));
    var other = await(input.append(0, ByteString.fromString("other")));
    var next = await(input.append(5, ByteString.fromString("twice")));
    await(input.end());

    assertThat(again).isEqualTo(first).isEqualTo(new Accepted(0, 5));
    assertThat(other).isEqualTo(new Refused(InputRefusal.INPUT_OFFSET_MISMATCH, 5));
    assertThat(next).isEqualTo(new Accepted(5, 10));
    plane.result(ref);
    assertThat(plane.text(ref, StreamName.STDOUT)).isEqualTo("once twice");
  }

  @Test
  void refusesWhatComesAfterTheEndOfInputAndAfterTheEnd() {
    var ref = begun(open(commands.shell("cat; exec sleep 600")));
    var input = input(ref, "user:ada");
    await(input.append(ByteString.fromString("all")));
    await(input.end());

    assertThat(await(input.end())).isEqualTo(new Ended(3));
    assertThat(await(input.append(ByteString.fromString("late"))))
        .isEqualTo(new Refused(InputRefusal.EXECUTION_INPUT_CLOSED, 3));

    await(plane.client().cancel(ref, "a test"));
    plane.result(ref);
    assertThat(await(input.append(ByteString.fromString("too late"))))
        .isEqualTo(new Refused(InputRefusal.EXECUTION_TERMINAL, 3));
  }

  @Test
  void closesInputThatTheCommandClosesAndSaysHowFarItCame() {
    var ref = begun(open(commands.shell("head -c 3; exec 0<&-; exec sleep 600")));
    var input = input(ref, "user:ada");
    await(input.append(ByteString.fromString("abcdef")));

    Eventually.holds(
        "closed", () -> await(input.append(ByteString.fromString("x"))) instanceof Refused);

    assertThat(refusal(input.append(ByteString.fromString("x"))))
        .isEqualTo(InputRefusal.EXECUTION_INPUT_CLOSED);
    Eventually.holds("recorded", () -> !payloads(ref, InputClosed.class).isEmpty());
    assertThat(payloads(ref, InputClosed.class).get(0).by()).isEmpty();
  }

  @Test
  void refusesWhatFindsNoRoom() {
    var ref = begun(open(commands.run("sleep", List.of("600"))));
    var input = input(ref, "user:ada");
    var piece = ByteString.fromArray(new byte[256 * 1024]);

    var replies = IntStream.range(0, 40).mapToObj(each -> input.append(piece)).toList();
    await(plane.client().cancel(ref, "a test"));
    plane.result(ref);

    // How many found room first depends on how fast they are stored.
    assertThat(replies.stream().map(InputTest::await).filter(Refused.class::isInstance))
        .extracting(refused -> ((Refused) refused).refusal())
        .contains(InputRefusal.INPUT_BUFFER_FULL);
    var accepted =
        replies.stream().map(InputTest::await).filter(Accepted.class::isInstance).count();
    assertThat(plane.output(ref, StreamName.STDIN).size()).isEqualTo(accepted * piece.size());
  }

  @Test
  void refusesWhatIsMoreThanACallMayBring() {
    var ref = begun(open(commands.run("sleep", List.of("600"))));

    var tooLarge = ByteString.fromArray(new byte[2 * 1024 * 1024]);

    assertThat(refusal(input(ref, "user:ada").append(tooLarge)))
        .isEqualTo(InputRefusal.INPUT_TOO_LARGE);
  }

  @Test
  void refusesInputThatNobodyTakes() {
    var silent = begun(commands.run("sleep", List.of("600")));
    var unknown = ExecutionRef.derive("default", "nobody");

    assertThat(refusal(input(silent, "user:ada").append(ByteString.fromString("x"))))
        .isEqualTo(InputRefusal.INPUT_NOT_OPEN);
    assertThat(refusal(input(unknown, "user:ada").end())).isEqualTo(InputRefusal.EXECUTION_UNKNOWN);
  }

  @Test
  void leavesTheInputOfAForegroundToTheForeground() {
    var typing = new Foreground(Optional.of(Source.never()), Map.of());
    var request = plane.request(open(commands.shell("echo begun; exec cat")));
    var reply = await(plane.client().submit(request, typing));
    Eventually.holds("begun", () -> plane.output(reply.ref(), StreamName.STDOUT).size() > 0);

    assertThat(refusal(input(reply.ref(), "user:eve").append(ByteString.fromString("x"))))
        .isEqualTo(InputRefusal.INPUT_TAKEN);
  }

  @Test
  void keepsCallsOfSeveralPeopleInOnePieceAndApart() {
    var ref = begun(open(commands.run("cat", List.of())));
    var ada = input(ref, "user:ada");
    var bob = input(ref, "user:bob");

    await(ada.append(ByteString.fromString("aa")));
    await(bob.append(ByteString.fromString("bbb")));
    await(ada.append(ByteString.fromString("a")));
    await(bob.end());
    plane.result(ref);

    assertThat(payloads(ref, InputAccepted.class))
        .containsExactly(
            new InputAccepted(StreamName.STDIN, 0, 2, "user:ada"),
            new InputAccepted(StreamName.STDIN, 2, 5, "user:bob"),
            new InputAccepted(StreamName.STDIN, 5, 6, "user:ada"));
    assertThat(plane.eventTypes(ref))
        .containsSubsequence("input.accepted", "input.closed", "stream.closed");
  }

  // --- The words of the tests above

  private static ProcessRun open(ProcessRun run) {
    return Commands.withOpenInput(run);
  }

  private static ExecutionRef begun(ProcessRun run) {
    SubmitReply reply = plane.submit(plane.request(run));
    Eventually.holds("begun", () -> plane.eventTypes(reply.ref()).contains("lane.fact"));
    return reply.ref();
  }

  private static ExecutionInput input(ExecutionRef ref, String by) {
    return plane.client().input(ref, StreamName.STDIN, by);
  }

  private static <T> T await(CompletionStage<T> stage) {
    return TestPlane.await(stage);
  }

  private static InputRefusal refusal(CompletionStage<InputReply> reply) {
    return ((Refused) await(reply)).refusal();
  }

  private static <P extends EvidencePayload> List<P> payloads(ExecutionRef ref, Class<P> type) {
    return plane.events(ref).stream()
        .map(event -> event.payload())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static void assertAcceptedByOne(ExecutionRef ref, long total) {
    var next = 0L;
    for (var accepted : payloads(ref, InputAccepted.class)) {
      assertThat(accepted.from()).isEqualTo(next);
      assertThat(accepted.by()).isEqualTo("user:ada");
      next = accepted.to();
    }
    assertThat(next).isEqualTo(total);
  }
}
