package io.executionplane.testkit.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.Containment;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.ExecutionStatus;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.execution.StreamRecord.Ending;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.journal.verify.VerificationReport.Verdict;
import io.executionplane.node.session.Foreground;
import io.executionplane.testkit.generate.Seeded;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every byte arrives and is stored, or what is missing is declared. */
class OutputTest {

  private static final int NUMBERS = 2_000_000;

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
  void givesASlowReaderEveryByteAndStoresThemAll() {
    var expected = Sha256.of(numbers());
    var slowly = Flow.of(ByteString.class).throttle(1, Duration.ofMillis(2));

    var watched = watch(commands.run("seq", List.of("1", "" + NUMBERS)), slowly);

    var stored = plane.output(watched.result().executionRef(), StreamName.STDOUT);
    assertThat(Sha256.of(watched.seen().toArray())).isEqualTo(expected);
    assertThat(Sha256.of(stored.toArray())).isEqualTo(expected);
    assertThat(stdout(watched.result()).sha256()).isEqualTo(expected);
    assertThat(stdout(watched.result()).omitted()).isEmpty();
    assertVerified(watched.result());
  }

  @Test
  void declaresExactlyWhatItDidNotStore() {
    var all = ByteString.fromArray(numbers());
    var half = 512 * 1024L;
    var limit = new RuntimeConstraint(RuntimeConstraint.CAPTURE_BYTES_MAX, 2 * half);

    var run = commands.run("seq", List.of("1", "" + NUMBERS));
    var result = plane.result(plane.admitted(plane.request(run, limit)));

    var record = stdout(result);
    assertThat(record.sha256()).isEqualTo(Sha256.of(all.toArray()));
    assertThat(record.totalBytes()).isEqualTo(all.size());
    assertThat(record.omitted())
        .extracting(StreamRecord.Omission::range)
        .containsExactly(new ByteRange(half, all.size() - half));
    assertThat(plane.output(result.executionRef(), StreamName.STDOUT))
        .isEqualTo(all.take((int) half).concat(all.takeRight((int) half)));
    assertThat(plane.verify(result.executionRef()).failed()).isEmpty();
    assertThat(plane.verify(result.executionRef()).verdict()).isEqualTo(Verdict.INCOMPLETE);
  }

  @Test
  void givesBinaryInputAndTakesItBackUnchanged() {
    var random = Seeded.fresh();
    var pieces = random.listOf(400, () -> ByteString.fromArray(random.bytes(0, 32_000)));
    var input = Optional.of(Source.from(pieces));
    var cat = commands.run("cat", List.of());

    var watched = watch(Commands.withOpenInput(cat), Flow.of(ByteString.class), input);

    var sent = pieces.stream().reduce(ByteString.emptyByteString(), ByteString::concat);
    assertThat(Sha256.of(watched.seen().toArray()))
        .as("%s", random)
        .isEqualTo(Sha256.of(sent.toArray()));
    assertThat(stdout(watched.result()).sha256()).isEqualTo(Sha256.of(sent.toArray()));
    assertVerified(watched.result());
  }

  @Test
  void isNotHeldUpByADaemonThatHoldsItsOutputOpen() {
    var there = directory.resolve("daemon");
    var daemon = "setsid sh -c 'echo > " + there + "; exec sleep 600' &";
    var script = "echo begun; " + daemon + " while [ ! -s " + there + " ]; do :; done";

    var ref = plane.admitted(plane.request(commands.shell(script)));
    var result = TestPlane.await(plane.client().awaitResult(ref, Duration.ofSeconds(10)));

    assertThat(result.status()).isEqualTo(ExecutionStatus.SUCCEEDED);
    assertThat(plane.text(ref, StreamName.STDOUT)).isEqualTo("begun\n");
    var containment = result.containment().orElseThrow();
    if (containment.means() == Containment.Means.CGROUP) { // Which kills it, so it holds nothing.
      assertThat(containment.survivors()).contains(0);
    } else {
      assertThat(stdout(result).ending()).isEqualTo(Ending.ABANDONED);
      assertThat(containment.survivors()).isEmpty();
    }
    assertVerified(result);
  }

  @Test
  void stopsAFloodAtItsOutputLimitAndKeepsWhatCameBefore() {
    var limit = new RuntimeConstraint(RuntimeConstraint.OUTPUT_BYTES_MAX, 100_000);

    var ref = plane.admitted(plane.request(commands.run("yes", List.of()), limit));
    var result = plane.result(ref);

    assertThat(result.status()).isEqualTo(ExecutionStatus.FAILED);
    assertThat(result.failure().orElseThrow().code()).isEqualTo("output_limit");
    assertThat(commands.mark().alive()).isEmpty();
    assertThat(plane.output(ref, StreamName.STDOUT).size()).isEqualTo(100_000);
    assertVerified(result);
  }

  // --- The words of the tests above

  /** What the foreground saw of standard output, and the result. */
  private record Watched(ByteString seen, ExecutionResult result) {}

  private static Watched watch(ProcessRun run, Flow<ByteString, ByteString, ?> pace) {
    return watch(run, pace, Optional.empty());
  }

  private static Watched watch(
      ProcessRun run,
      Flow<ByteString, ByteString, ?> pace,
      Optional<Source<ByteString, NotUsed>> input) {
    var seen = new CompletableFuture<ByteString>();
    var reader =
        pace.toMat(Sink.fold(ByteString.emptyByteString(), ByteString::concat), Keep.right())
            .mapMaterializedValue(all -> all.thenAccept(seen::complete));
    var foreground = new Foreground(input, Map.of(StreamName.STDOUT, reader));
    var reply = TestPlane.await(plane.client().submit(plane.request(run), foreground));
    return new Watched(TestPlane.await(seen), plane.result(reply.ref()));
  }

  private static byte[] numbers() {
    return IntStream.rangeClosed(1, NUMBERS)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("\n", "", "\n"))
        .getBytes(US_ASCII);
  }

  private static StreamRecord stdout(ExecutionResult result) {
    return result.streams().stream()
        .filter(record -> record.stream().equals(StreamName.STDOUT))
        .findFirst()
        .orElseThrow();
  }

  private static void assertVerified(ExecutionResult result) {
    assertThat(plane.verify(result.executionRef()).verdict()).isEqualTo(Verdict.VERIFIED);
  }
}
