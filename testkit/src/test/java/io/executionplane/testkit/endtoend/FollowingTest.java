package io.executionplane.testkit.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.admission.RuntimeConstraint;
import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.ExecutionResult;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.execution.StreamRecord;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.journal.live.OutputFrame;
import io.executionplane.testkit.generate.Seeded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.SinkQueueWithCancel;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever reads along sees everything once, at his own pace, and holds up nobody. */
class FollowingTest {

  private static final int FOLLOWERS = 50;
  private static final int KIB = 1024;

  @TempDir private static Path directory;

  private static TestPlane plane;
  private static Commands commands;

  @BeforeAll
  static void start() {
    var shortTail =
        ConfigFactory.parseString("execution-plane.node.session.live-tail-bytes = 64 KiB");
    plane = TestPlane.in(directory.resolve("data"), shortTail);
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

  // --- Many, and one that is frozen

  @Test
  void isUnaffectedByOneFrozenFollowerAmongFiftyWhichResumesWithoutGapOrDuplicate() {
    var flood = request(commands.run("seq", List.of("1", "600000")), 4 * KIB * KIB);
    var expected = numbers(600_000);
    var ref = plane.client().refOf(flood);
    var frozen = new Frozen(ref);
    var others = IntStream.range(1, FOLLOWERS).mapToObj(each -> follow(ref, 0)).toList();

    plane.admitted(flood);
    frozen.take(1);
    var result = plane.result(ref);

    for (var other : others) {
      var seen = Followed.of(0, TestPlane.await(other));
      assertThat(seen.missed()).isEmpty();
      assertThat(digest(seen.bytes())).isEqualTo(digest(expected));
      assertThat(seen.end().orElseThrow().record()).contains(stdout(result));
    }
    frozen.take(7);
    var resumed = new ArrayList<>(frozen.taken());
    resumed.addAll(TestPlane.await(follow(ref, Followed.end(resumed))));
    assertThat(digest(Followed.of(0, resumed).bytes())).isEqualTo(digest(expected));
  }

  @Test
  void givesTenMebibytesByteForByteToWhoeverJoinsAtAnyTime() {
    var random = Seeded.fresh();
    var size = 10 * KIB * KIB;
    var expected = numbers(2_000_000).take(size);
    var script = "seq 1 2000000 | head -c " + size;
    var request = plane.request(commands.shell(script));
    var ref = plane.client().refOf(request);
    var joining =
        LongStream.generate(() -> random.between(1, size - 1)).limit(12).sorted().toArray();
    var joined = new ArrayList<CompletionStage<List<OutputFrame>>>();
    var first =
        plane
            .client()
            .output(ref, StreamName.STDOUT, 0, true)
            .map(
                frame -> {
                  while (joined.size() < joining.length && frame.end() >= joining[joined.size()]) {
                    joined.add(follow(ref, 0));
                  }
                  return frame;
                })
            .runWith(Sink.seq(), plane.plane().system());

    plane.admitted(request);
    TestPlane.await(first);

    assertThat(joined.size()).isEqualTo(joining.length);
    joined.add(first);
    for (var each : joined) {
      var seen = Followed.of(0, TestPlane.await(each));
      assertThat(seen.missed()).as("%s", random).isEmpty();
      assertThat(digest(seen.bytes())).as("%s", random).isEqualTo(digest(expected));
    }
  }

  // --- From any offset

  @Test
  void resumesAtEveryOffsetWhileTheStreamGoesOnAndAfterIt() throws InterruptedException {
    var script = "i=0; while [ $i -lt 60 ]; do echo line $i; i=$((i+1)); done; read go; echo last";
    var ref = plane.admitted(request(Commands.withOpenInput(commands.shell(script)), 256));
    var soFar = text(60);
    var all = soFar + "last\n";
    var offsets = IntStream.rangeClosed(0, all.length()).boxed().toList();
    var caughtUp = new CountDownLatch(soFar.length());
    var live = offsets.stream().map(each -> follow(ref, each, soFar.length(), caughtUp)).toList();
    assertThat(caughtUp.await(60, TimeUnit.SECONDS)).isTrue();

    TestPlane.await(plane.client().input(ref, StreamName.STDIN, "a test").end());
    var record = stdout(plane.result(ref));

    for (var offset : offsets) {
      var seen = Followed.of(offset, TestPlane.await(live.get(offset)));
      assertThat(seen.missed()).isEmpty();
      assertThat(seen.bytes().utf8String()).isEqualTo(all.substring(offset));
      assertThat(seen.end().orElseThrow().record()).contains(record);
    }
    for (var offset : offsets) {
      var seen = Followed.of(offset, TestPlane.await(follow(ref, offset)));
      assertThat(seen.bytes().utf8String()).isEqualTo(stored(all, record, offset));
    }
  }

  // --- Beyond what is stored

  @Test
  void tellsAFollowerThatFellBehindWhatItMissedAndThatNoneOfItIsStored() {
    var script = "seq 1 300000; read go; echo last";
    var run = Commands.withOpenInput(commands.shell(script));
    var ref = plane.admitted(request(run, 32 * KIB));
    var all = numbers(300_000).concat(ByteString.fromString("last\n"));
    var frozen = new Frozen(ref);
    frozen.take(1);
    waitUntilPassed(ref, all.size() - 5);

    frozen.takeUpTo(all.size() - 5);
    TestPlane.await(plane.client().input(ref, StreamName.STDIN, "a test").end());
    frozen.takeAll();
    var record = stdout(plane.result(ref));

    var seen = Followed.of(0, frozen.taken());
    assertThat(seen.missed()).isNotEmpty();
    assertThat(seen.bytes()).isEqualTo(without(all, seen.missed()));
    assertThat(record.omitted()).hasSize(1);
    var omitted = record.omitted().get(0).range();
    for (var missed : seen.missed()) {
      assertThat(missed.from()).isGreaterThanOrEqualTo(omitted.from());
      assertThat(missed.to()).isLessThanOrEqualTo(omitted.to());
    }
    var afterwards = Followed.of(0, TestPlane.await(follow(ref, 0)));
    assertThat(afterwards.missed()).containsExactly(omitted);
    assertThat(afterwards.bytes()).isEqualTo(without(all, List.of(omitted)));
  }

  /** What is not stored is there for whoever follows already; so it goes on until somebody does. */
  @Test
  void followsWhatIsNotStoredAtAll() throws Exception {
    var seen = directory.resolve("seen");
    var script = "until [ -e " + seen + " ]; do echo not stored; sleep 0.1; done";
    var ref = plane.admitted(request(commands.shell(script), 0));

    var live =
        plane
            .client()
            .output(ref, StreamName.STDOUT, 0, true)
            .map(
                frame -> {
                  if (frame instanceof OutputFrame.Bytes) {
                    Files.write(seen, new byte[0]);
                  }
                  return frame;
                })
            .runWith(Sink.seq(), plane.plane().system());

    assertThat(Followed.of(0, TestPlane.await(live)).bytes().utf8String().lines())
        .isNotEmpty()
        .containsOnly("not stored");
    assertThat(plane.output(ref, StreamName.STDOUT).size()).isZero();
  }

  @Test
  void endsForAStreamThatTheExecutionDoesNotHave() {
    var ref = plane.run(commands.shell("exit 0")).executionRef();

    var frames =
        TestPlane.await(
            plane
                .client()
                .output(ref, new StreamName("nothing"), 0, true)
                .runWith(Sink.seq(), plane.plane().system()));

    assertThat(frames).containsExactly(new OutputFrame.End(0, Optional.empty()));
  }

  @Test
  void givesWhatIsThereNowToWhoeverDoesNotFollow() {
    var run = Commands.withOpenInput(commands.shell("echo begun; read go"));
    var ref = plane.admitted(request(run, 1000));
    waitUntilPassed(ref, 6);

    var now = Followed.of(0, now(ref, 0));

    assertThat(now.bytes().utf8String()).isEqualTo("begun\n");
    assertThat(now.end()).isEmpty();
  }

  // --- Events

  @Test
  void givesEveryEventOnceAndEndsWithTheTerminalOneHoweverManyFollow() {
    var request = plane.request(commands.shell("echo begun; sleep 0.2; echo done"));
    var ref = plane.client().refOf(request);
    var followers = IntStream.range(0, FOLLOWERS).mapToObj(each -> events(ref, 1)).toList();

    plane.admitted(request);
    plane.result(ref);

    var recorded = seqs(plane.events(ref).size());
    for (var follower : followers) {
      assertThat(TestPlane.await(follower)).isEqualTo(recorded);
    }
  }

  @Test
  void resumesEventsAfterAnyOfThemAndEndsAtOnceAfterTheLast() {
    var ref = plane.run(commands.shell("exit 0")).executionRef();
    var last = plane.events(ref).size();

    for (var from = 1; from <= last + 1; from++) {
      assertThat(TestPlane.await(events(ref, from))).isEqualTo(seqs(last).subList(from - 1, last));
    }
  }

  // --- The words of the tests above

  private static AdmissionRequest request(ProcessRun run, long captureBytesMax) {
    return plane.request(
        run, new RuntimeConstraint(RuntimeConstraint.CAPTURE_BYTES_MAX, captureBytesMax));
  }

  private static CompletionStage<List<OutputFrame>> follow(ExecutionRef ref, long from) {
    return plane
        .client()
        .output(ref, StreamName.STDOUT, from, true)
        .runWith(Sink.seq(), plane.plane().system());
  }

  /** Follows, and says when it has come to an offset. */
  private static CompletionStage<List<OutputFrame>> follow(
      ExecutionRef ref, long from, long offset, CountDownLatch reached) {
    return plane
        .client()
        .output(ref, StreamName.STDOUT, from, true)
        .map(
            frame -> {
              if (frame.end() == offset) {
                reached.countDown();
              }
              return frame;
            })
        .runWith(Sink.seq(), plane.plane().system());
  }

  private static List<OutputFrame> now(ExecutionRef ref, long from) {
    return TestPlane.await(
        plane
            .client()
            .output(ref, StreamName.STDOUT, from, false)
            .runWith(Sink.seq(), plane.plane().system()));
  }

  /** Waits until so much of standard output can be read. */
  private static void waitUntilPassed(ExecutionRef ref, long offset) {
    Eventually.holds(
        "passed", () -> now(ref, offset - 1).stream().anyMatch(frame -> frame.end() >= offset));
  }

  private static CompletionStage<List<Long>> events(ExecutionRef ref, long from) {
    return plane
        .client()
        .events(ref, from, true)
        .map(recorded -> recorded.event().seq())
        .runWith(Sink.seq(), plane.plane().system());
  }

  private static List<Long> seqs(long last) {
    return LongStream.rangeClosed(1, last).boxed().toList();
  }

  /** A follower of standard output that takes what it is told to, and nothing ahead. */
  private static final class Frozen {

    private final SinkQueueWithCancel<OutputFrame> queue;
    private final List<OutputFrame> taken = new ArrayList<>();

    Frozen(ExecutionRef ref) {
      this.queue =
          plane
              .client()
              .output(ref, StreamName.STDOUT, 0, true)
              .runWith(
                  Sink.<OutputFrame>queue(1).withAttributes(Attributes.inputBuffer(1, 1)),
                  plane.plane().system());
    }

    void take(int frames) {
      for (var left = frames; left > 0; left--) {
        takeOne();
      }
    }

    void takeUpTo(long offset) {
      while (Followed.end(taken) < offset) {
        takeOne();
      }
    }

    void takeAll() {
      while (takeOne()) {
        assertThat(taken).hasSizeLessThan(1_000_000);
      }
    }

    private boolean takeOne() {
      var next = TestPlane.await(queue.pull());
      next.ifPresent(taken::add);
      return next.isPresent();
    }

    List<OutputFrame> taken() {
      return List.copyOf(taken);
    }
  }

  private static StreamRecord stdout(ExecutionResult result) {
    return result.streams().stream()
        .filter(record -> record.stream().equals(StreamName.STDOUT))
        .findFirst()
        .orElseThrow();
  }

  private static Sha256 digest(ByteString bytes) {
    return Sha256.of(bytes.toArray());
  }

  private static ByteString numbers(int count) {
    return ByteString.fromArray(
        IntStream.rangeClosed(1, count)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining("\n", "", "\n"))
            .getBytes(US_ASCII));
  }

  private static String text(int lines) {
    return IntStream.range(0, lines)
        .mapToObj(line -> "line " + line + "\n")
        .collect(Collectors.joining());
  }

  private static String stored(String all, StreamRecord record, int from) {
    var kept = new StringBuilder();
    for (var i = from; i < all.length(); i++) {
      var at = i;
      if (record.omitted().stream().noneMatch(each -> contains(each.range(), at))) {
        kept.append(all.charAt(i));
      }
    }
    return kept.toString();
  }

  private static ByteString without(ByteString all, List<ByteRange> ranges) {
    var kept = ByteString.createBuilder();
    var next = 0L;
    for (var range : ranges) {
      kept.append(all.slice((int) next, (int) range.from()));
      next = range.to();
    }
    return kept.append(all.drop((int) next)).result();
  }

  private static boolean contains(ByteRange range, long offset) {
    return range.from() <= offset && offset < range.to();
  }
}
