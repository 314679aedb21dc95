package io.executionplane.testkit.endtoend;

import static io.executionplane.contracts.admission.RuntimeConstraint.CAPTURE_BYTES_MAX;
import static io.executionplane.testkit.endtoend.TestPlane.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.lane.process.ProcessPty;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.testkit.generate.Seeded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Bytes of every value come out as they were put in, however they are read. How many is set by
 * {@code -Dexecution-plane.test.bytes}; 268435456 is the size that is promised.
 */
class ByteEqualityTest {

  private static final int BYTES = Integer.getInteger("execution-plane.test.bytes", 8 << 20);

  /** All of it is stored where readers go at their own pace. */
  private static final int READ_BYTES_MAX = 16 << 20;

  private static final int MIB = 1 << 20;
  private static final Duration WITHIN = Duration.ofMinutes(5);

  @TempDir private static Path directory;

  private static final Seeded SEEDED = Seeded.fresh();

  private static FarPlaces far;
  private static TestPlane plane;
  private static Commands commands;
  private static Sha256 whole;
  private static Sha256 part;

  @BeforeAll
  static void start() throws IOException {
    whole = write("whole", BYTES);
    part = write("part", Math.min(BYTES, READ_BYTES_MAX));
    far = FarPlaces.start(directory);
    plane = TestPlane.in(directory.resolve("data"), far.config());
    commands = Commands.in(directory);
  }

  private static Sha256 write(String file, int count) throws IOException {
    var digest = Sha256.digest();
    try (var out = Files.newOutputStream(directory.resolve(file))) {
      for (var left = count; left > 0; left -= Math.min(left, MIB)) {
        var bytes = SEEDED.bytes(Math.min(left, MIB), Math.min(left, MIB));
        digest.update(bytes);
        out.write(bytes);
      }
    }
    return Sha256.ofHash(digest.digest());
  }

  @AfterEach
  void endWhatTheTestLeft() {
    commands.mark().kill();
  }

  @AfterAll
  static void stop() {
    plane.close();
    far.close();
  }

  @ParameterizedTest
  @EnumSource
  void hashesEveryByteInOrder(Way way) {
    way.require(plane);
    var ref = plane.admitted(request(way, "whole", MIB));

    var record = record(way, ref);

    assertThat(record.totalBytes()).isEqualTo(BYTES);
    assertThat(record.sha256()).as("%s", SEEDED).isEqualTo(whole);
    assertThat(record.ending()).isEqualTo(StreamRecord.Ending.EOF);
  }

  @ParameterizedTest
  @EnumSource
  void givesEveryByteOnceAndInOrderToSlowFrozenAndReconnectingReaders(Way way) {
    way.require(plane);
    var wish = request(way, "part", READ_BYTES_MAX);
    var ref = plane.client().refOf(wish);
    var slow = new Reader();
    var slowly =
        follow(ref, way, 0).throttle(10, Duration.ofMillis(50)).runWith(slow.all(), system());
    var frozen = follow(ref, way, 0).runWith(Sink.queue(1), system());
    plane.admitted(wish);
    var thawed = new Reader();
    thawed.take(await(frozen.pull()).orElseThrow());

    var reconnecting = new Reader();
    while (!reconnecting.ended) {
      await(follow(ref, way, reconnecting.next).take(7).runWith(reconnecting.all(), system()));
    }
    record(way, ref);
    for (var frame = await(frozen.pull()); frame.isPresent(); frame = await(frozen.pull())) {
      thawed.take(frame.get());
    }
    await(slowly, WITHIN);

    assertThat(slow.seen()).isEqualTo(part);
    assertThat(thawed.seen()).isEqualTo(part);
    assertThat(reconnecting.seen()).isEqualTo(part);
  }

  // --- The words of the tests above

  /** One who checks that frames follow each other, and keeps no more of them than a digest. */
  private static final class Reader {

    private final MessageDigest digest = Sha256.digest();
    private long next;
    private boolean ended;

    Sink<OutputFrame, CompletionStage<Done>> all() {
      return Sink.foreach(this::take);
    }

    void take(OutputFrame frame) {
      assertThat(ended).isFalse();
      if (frame instanceof OutputFrame.Bytes some) {
        assertThat(some.offset()).isEqualTo(next);
        digest.update(some.bytes().toArrayUnsafe());
        next = some.end();
      } else {
        assertThat(frame).isInstanceOf(OutputFrame.End.class);
        ended = true;
      }
    }

    Sha256 seen() {
      return Sha256.ofHash(digest.digest());
    }
  }

  private static Source<OutputFrame, ?> follow(ExecutionRef ref, Way way, long from) {
    return plane.client().output(ref, way.stream(), from, true);
  }

  private static ActorSystem<?> system() {
    return plane.plane().system();
  }

  private static StreamRecord record(Way way, ExecutionRef ref) {
    return await(plane.client().awaitResult(ref, WITHIN), WITHIN).streams().stream()
        .filter(each -> each.stream().equals(way.stream()))
        .findFirst()
        .orElseThrow();
  }

  private static AdmissionRequest request(Way way, String file, long captured) {
    var script = commands.shell(way.raw("exec cat " + file));
    var run = way.isTerminal() ? inTerminal(script) : script;
    return plane.granted(
        way.of(plane.wish(run, new RuntimeConstraint(CAPTURE_BYTES_MAX, captured))));
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
        Map.of(),
        Optional.empty(),
        Optional.of(new ProcessPty(80, 24, Optional.empty())),
        Optional.empty(),
        Optional.empty());
  }
}
