package io.executionplane.testkit.acceptance;

import static io.executionplane.testkit.acceptance.RunningPlane.eventually;
import static io.executionplane.testkit.acceptance.RunningPlane.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.evidence.EvidencePayload.CancelRequested;
import io.executionplane.contracts.evidence.EvidencePayload.LaneFactObserved;
import io.executionplane.contracts.evidence.EvidencePayload.Terminal;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.runtime.ActiveState;
import io.executionplane.contracts.runtime.ActiveStatus;
import io.executionplane.contracts.runtime.TransitionRefusal;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.node.ExecutionPlane;
import io.executionplane.node.execution.SubmitReply;
import io.executionplane.node.input.InputRefusal;
import io.executionplane.node.input.InputReply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The acceptance items on an active node. One has no place here: there is no name of a server that
 * could be refused, because no client speaks to another machine.
 */
class ActiveNodeAcceptanceTest {

  @TempDir private static Path directory;

  private static RunningPlane plane;

  @BeforeAll
  static void start() {
    var small =
        ConfigFactory.parseString(
            "execution-plane.node { forget-after = 200 ms, limits.capture-bytes-max = 1 KiB,"
                + " session.live-tail-bytes = 1 KiB, session.input-buffer-bytes = 1 KiB }");
    plane =
        new RunningPlane(
            ExecutionPlane.builder()
                .dataDirectory(directory.resolve("data"))
                .config(small)
                .start());
  }

  @AfterAll
  static void stop() {
    plane.close();
  }

  @Test
  @DisplayName("Active node: start returns while the effect is still at work")
  void answersASubmissionBeforeTheEffectIsOver() {
    var reply = get(plane.client().submit(plane.request("read go; echo gone")));

    assertThat(((SubmitReply.Receipt) reply).status()).isEqualTo(ExecutionStatus.RUNNING);
    endInput(reply.ref());
    assertThat(result(reply.ref()).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  @DisplayName("Active node: no process is left behind")
  void leavesNoProcessBehind() {
    var ref = plane.begun("sleep 600 & sleep 600");
    var pid = pid(ref);

    get(plane.client().cancel(ref, "user:test"));
    result(ref);

    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(ProcessHandle.current().children().map(ProcessHandle::pid)).doesNotContain(pid);
  }

  @Test
  @DisplayName("Active node: sequences are in order, without a gap")
  void numbersEveryEventOfAnExecutionInOrder() {
    var request = plane.request("echo one; read go; echo two");
    var ref = plane.client().refOf(request);
    var followed =
        plane
            .client()
            .events(ref, 1, true)
            .map(recorded -> recorded.event().seq())
            .runWith(Sink.seq(), plane.plane().system());

    get(plane.client().submit(request));
    endInput(ref);

    var seqs = get(followed);
    assertThat(seqs)
        .isEqualTo(IntStream.rangeClosed(1, seqs.size()).mapToObj(Long::valueOf).toList());
  }

  @Test
  @DisplayName("Active node: whoever speaks for an earlier generation is refused")
  void refusesAStaleFence() {
    var status =
        new ActiveStatus(
            ExecutionRef.derive("default", "fenced"),
            ActiveState.RUNNING,
            2,
            0,
            true,
            true,
            Optional.empty(),
            Optional.empty());

    assertThat(status.moveTo(ActiveState.COMPLETED, 1).refusal())
        .contains(TransitionRefusal.STALE_EXECUTION_FENCE);
    assertThat(status.closeInput(1).refusal()).contains(TransitionRefusal.STALE_EXECUTION_FENCE);
  }

  @Test
  @DisplayName("Active node: the status is there after completion, and is never forgotten")
  void keepsTheStatusAfterItsActorIsGone() {
    var ref = plane.begun("exit 0");
    assertThat(result(ref).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    eventually(() -> !plane.plane().system().printTree().contains(ref.text()));

    assertThat(get(plane.client().describe(ref)).status()).contains(ExecutionStatus.SUCCEEDED);
  }

  @Test
  @DisplayName("Active node: cancel reaches the effect, again changes nothing, and it ends once")
  void cancelsOnceHoweverOftenItIsAsked() {
    var ref = plane.begun("exec sleep 600");

    get(plane.client().cancel(ref, "user:ada"));
    get(plane.client().cancel(ref, "user:bob"));
    assertThat(result(ref).status()).isEqualTo(ExecutionStatus.CANCELLED);
    get(plane.client().cancel(ref, "user:eve"));

    assertThat(ProcessHandle.of(pid(ref))).isEmpty();
    assertThat(plane.payloads(ref, CancelRequested.class))
        .containsExactly(new CancelRequested("user:ada"));
    assertThat(plane.payloads(ref, Terminal.class)).hasSize(1);
  }

  @Test
  @DisplayName("Active node: input that overflows is refused, and costs nobody the execution")
  void refusesInputThatOverflowsAndTakesItLater() {
    var ref = plane.begun("read go; wc -c");
    var input = plane.client().input(ref, StreamName.STDIN, "user:test");
    var tooMuch = input.append(ByteString.fromArray(new byte[1025]));
    assertThat(get(tooMuch)).isEqualTo(new InputReply.Refused(InputRefusal.INPUT_TOO_LARGE, 0));

    var all = ByteString.fromString("go\n").concat(ByteString.fromArray(new byte[1000]));
    assertThat(get(input.append(all))).isEqualTo(new InputReply.Accepted(0, 1003));
    endInput(ref);

    assertThat(result(ref).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
  }

  @Test
  @DisplayName("Active node: a subscriber that overflows is told, and the execution goes on")
  void tellsASubscriberWhatItMissedAndGoesOn() {
    var ref = plane.begun("seq 1 200000; read go; echo last");
    var stalled =
        plane
            .client()
            .output(ref, StreamName.STDOUT, 0, true)
            .runWith(
                Sink.<OutputFrame>queue(1).withAttributes(Attributes.inputBuffer(1, 1)),
                plane.plane().system());
    get(stalled.pull());
    endInput(ref);
    assertThat(result(ref).status()).isEqualTo(ExecutionStatus.SUCCEEDED);

    var frames = new ArrayList<OutputFrame>();
    for (var next = get(stalled.pull()); next.isPresent(); next = get(stalled.pull())) {
      frames.add(next.get());
    }

    assertThat(frames)
        .anyMatch(
            frame -> frame instanceof OutputFrame.Lagged || frame instanceof OutputFrame.Omitted);
    assertThat(frames).last().isInstanceOf(OutputFrame.End.class);
  }

  // --- Steps

  private static void endInput(ExecutionRef ref) {
    get(plane.client().input(ref, StreamName.STDIN, "user:test").end());
  }

  private static ExecutionResult result(ExecutionRef ref) {
    return get(plane.client().awaitResult(ref, Duration.ofSeconds(60)));
  }

  private static long pid(ExecutionRef ref) {
    return plane.payloads(ref, LaneFactObserved.class).get(0).data().toNode().get("pid").asLong();
  }
}
