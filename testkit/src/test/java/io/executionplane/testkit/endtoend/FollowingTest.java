package io.executionplane.testkit.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.follow.OutputFrame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
  void isUnaffectedByOneFrozenFollowerAmongFifty() {
    var numbers = 600_000;
    var expected = Sha256.of(numbers(numbers));
    var flood = plane.request(commands.run("seq", List.of("1", "" + numbers)));
    var ref = plane.client().refOf(flood);
    var frozen = frozen(ref);
    var others = IntStream.range(1, FOLLOWERS).mapToObj(each -> follow(ref, 0)).toList();

    plane.admitted(flood);
    var result = plane.result(ref);

    for (var other : others) {
      var seen = Seen.of(TestPlane.await(other));
      assertThat(seen.missed()).isZero();
      assertThat(Sha256.of(seen.bytes().toArray())).isEqualTo(expected);
      assertThat(seen.end().record())
          .isEqualTo(
              result.streams().stream()
                  .filter(s -> s.stream().equals(StreamName.STDOUT))
                  .findFirst());
    }
    assertThat(Sha256.of(Seen.of(frozen.thaw()).bytes().toArray())).isEqualTo(expected);
  }

  /** A follower that has taken one frame, and takes no more until it thaws. */
  private record Frozen(SinkQueueWithCancel<OutputFrame> queue) {

    List<OutputFrame> thaw() {
      var frames = new ArrayList<OutputFrame>();
      for (var next = pull(); next.isPresent(); next = pull()) {
        frames.add(next.get());
      }
      return frames;
    }

    private java.util.Optional<OutputFrame> pull() {
      return TestPlane.await(queue.pull());
    }
  }

  private static Frozen frozen(ExecutionRef ref) {
    return new Frozen(
        plane
            .client()
            .output(ref, StreamName.STDOUT, 0, true)
            .runWith(
                Sink.<OutputFrame>queue(1).withAttributes(Attributes.inputBuffer(1, 1)),
                plane.plane().system()));
  }

  private static CompletionStage<List<OutputFrame>> follow(ExecutionRef ref, long from) {
    return plane
        .client()
        .output(ref, StreamName.STDOUT, from, true)
        .runWith(Sink.seq(), plane.plane().system());
  }

  /** What somebody saw of a stream: frames that follow each other without gap or overlap. */
  private record Seen(ByteString bytes, long missed, OutputFrame.End end) {

    static Seen of(List<OutputFrame> frames) {
      var bytes = ByteString.createBuilder();
      var missed = 0L;
      for (var i = 0; i < frames.size(); i++) {
        var frame = frames.get(i);
        if (frame instanceof OutputFrame.Bytes some) {
          if (i > 0) assertThat(some.offset()).isEqualTo(frames.get(i - 1).end());
          bytes.append(some.bytes());
        } else if (frame instanceof OutputFrame.Lagged lagged) {
          missed += lagged.range().length();
        } else if (frame instanceof OutputFrame.Omitted omitted) {
          missed += omitted.range().length();
        }
      }
      return new Seen(bytes.result(), missed, (OutputFrame.End) frames.get(frames.size() - 1));
    }
  }

  private static byte[] numbers(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("\n", "", "\n"))
        .getBytes(US_ASCII);
  }
}
