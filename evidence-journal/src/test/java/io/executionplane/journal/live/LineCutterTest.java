package io.executionplane.journal.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.journal.live.LineFrame.Line;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineCutterTest {

  private static ActorSystem system;

  @BeforeAll
  static void start() {
    system = ActorSystem.create("lines");
  }

  @AfterAll
  static void stop() {
    system.terminate();
  }

  private static List<LineFrame> lines(int max, List<OutputFrame> frames) {
    var cut = Source.from(frames).via(LineCutter.flow(max)).runWith(Sink.seq(), system);
    assertThat(cut.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
    return cut.toCompletableFuture().join();
  }

  /** Frames of bytes one after the other, from an offset on. */
  private static List<OutputFrame> frames(long from, String... texts) {
    var frames = new ArrayList<OutputFrame>();
    var offset = from;
    for (var text : texts) {
      var bytes = ByteString.fromString(text);
      frames.add(new OutputFrame.Bytes(offset, bytes, 0));
      offset += bytes.size();
    }
    return frames;
  }

  private static List<OutputFrame> ended(List<OutputFrame> frames) {
    var all = new ArrayList<>(frames);
    var at = frames.isEmpty() ? 0 : frames.get(frames.size() - 1).end();
    all.add(new OutputFrame.End(at, Optional.empty()));
    return all;
  }

  private static Line line(long offset, String text, long end) {
    return new Line(offset, end, ByteString.fromString(text), true);
  }

  @Test
  void endsALineWithLineFeedReturnAndBoth() {
    assertThat(lines(100, frames(0, "a\nb\rc\r\n\n\r\rd")))
        .containsExactly(
            line(0, "a", 2),
            line(2, "b", 4),
            line(4, "c", 7),
            line(7, "", 8),
            line(8, "", 9),
            line(9, "", 10));
  }

  @Test
  void takesAReturnAndALineFeedThatComeApartForOneEnd() {
    assertThat(lines(100, frames(5, "a\r", "\nb\r", "c\n")))
        .containsExactly(line(5, "a", 8), line(8, "b", 10), line(10, "c", 12));
  }

  @Test
  void keepsEverythingElseAsItIs() {
    assertThat(lines(100, frames(0, "  two  \t \0 spaces  \n")))
        .containsExactly(line(0, "  two  \t \0 spaces  ", 20));
  }

  @Test
  void givesWhatIsLeftAtTheEndAsALineThatNothingEnded() {
    var end = new LineFrame.End(new OutputFrame.End(5, Optional.empty()));

    assertThat(lines(100, ended(frames(0, "a\nb", "cd"))))
        .containsExactly(line(0, "a", 2), new Line(2, 5, ByteString.fromString("bcd"), false), end);
    assertThat(lines(100, ended(frames(0, "abcd\r")))).containsExactly(line(0, "abcd", 5), end);
  }

  /** Reference 12, item 61. */
  @Test
  void givesAFragmentOf256KibibytesWhole() {
    var fragment = "x".repeat(256 * 1024);

    var given =
        lines(1 << 20, ended(frames(0, fragment.substring(0, 70_000), fragment.substring(70_000))));

    assertThat(given.get(0))
        .isEqualTo(new Line(0, 256 * 1024, ByteString.fromString(fragment), false));
  }

  /** Reference 12, item 60. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void givesALineOfTheLargestSizeAndNothingAfterALongerOne(int more) {
    var text = "y".repeat(1_000 + more);

    var given =
        lines(
            1_000, ended(frames(3, "a\n" + text.substring(0, 400), text.substring(400) + "\nb\n")));

    if (more == 0) {
      assertThat(given).hasSize(4).contains(line(5, text, 1_006));
    } else {
      assertThat(given)
          .containsExactly(
              line(3, "a", 5),
              new LineFrame.TooLong(5, 1_001, 1_000, ByteString.fromString("y".repeat(160))));
    }
  }

  @Test
  void tellsWhereBytesAreMissingAndBeginsAfreshBehindThem() {
    var gap = new OutputFrame.Lagged(new ByteRange(4, 10));
    var all = new ArrayList<>(frames(0, "a\nbc"));
    all.add(gap);
    all.addAll(frames(10, "d\n"));

    assertThat(lines(100, all))
        .containsExactly(
            line(0, "a", 2),
            new Line(2, 4, ByteString.fromString("bc"), false),
            new LineFrame.Missing(gap),
            line(10, "d", 12));
  }

  @Test
  void cutsTheSameLinesHoweverTheBytesCome() {
    var seed = System.nanoTime();
    var random = new Random(seed);
    for (var round = 0; round < 300; round++) {
      var text = new StringBuilder();
      random.ints(random.nextInt(60), 0, 4).forEach(each -> text.append("a\n\rb".charAt(each)));
      var whole = text.toString();
      var pieces = new ArrayList<String>();
      for (var at = 0; at < whole.length(); ) {
        var to = Math.min(whole.length(), at + 1 + random.nextInt(5));
        pieces.add(whole.substring(at, to));
        at = to;
      }

      var cut = lines(100, ended(frames(0, pieces.toArray(String[]::new))));

      assertThat(cut).as("seed %d", seed).isEqualTo(lines(100, ended(frames(0, whole))));
      assertThat(texts(cut)).as("seed %d", seed).isEqualTo(whole.lines().toList());
    }
  }

  @Test
  void goesOnAfterAnyLineAsIfItHadNotBrokenOff() {
    var whole = "one\r\ntwo\rthree\n\nfour";
    var all = lines(100, ended(frames(0, whole)));

    for (var i = 0; i < all.size(); i++) {
      var from = all.get(i).end();
      var rest = whole.substring((int) from);
      assertThat(lines(100, ended(rest.isEmpty() ? frames(from, "") : frames(from, rest))))
          .isEqualTo(all.subList(Math.min(i + 1, all.size() - 1), all.size()));
    }
  }

  @Test
  void refusesLinesWithoutRoom() {
    assertThatThrownBy(() -> LineCutter.flow(0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> texts(List<LineFrame> frames) {
    return frames.stream()
        .filter(Line.class::isInstance)
        .map(frame -> ((Line) frame).text().decodeString(UTF_8))
        .toList();
  }
}
