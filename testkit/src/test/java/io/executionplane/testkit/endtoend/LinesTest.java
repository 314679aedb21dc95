package io.executionplane.testkit.endtoend;

import static io.executionplane.testkit.endtoend.TestPlane.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.live.LineFrame;
import io.executionplane.journal.live.LineFrame.Line;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Talking to a running command in lines. */
class LinesTest {

  private static final int LINE_BYTES_MAX = 1_000;

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
  void givesEachAnswerAsSoonAsItsLineIsComplete() {
    var ref = begun("while read -r line; do echo \"got $line\"; done");
    var answers = lines(ref, 0).runWith(Sink.queue(4), plane.plane().system());

    for (var word : List.of("one", "two", "three")) {
      hand(ref, word + "\n");
      var answer = (Line) await(answers.pull()).orElseThrow();
      assertThat(answer.text().utf8String()).isEqualTo("got " + word);
    }

    await(plane.client().input(ref, StreamName.STDIN, "a test").end());
    assertThat(await(answers.pull())).containsInstanceOf(LineFrame.End.class);
  }

  @Test
  void givesWhoeverComesLateOrComesBackEveryLineOnce() {
    var ref = begun("seq 1 5000; read -r line; echo \"$line\"");
    var early = new ArrayList<>(take(ref, 0, 1_700));
    early.addAll(take(ref, early.get(early.size() - 1).end(), 3_300));
    hand(ref, "over\n");
    plane.result(ref);

    var late = take(ref, 0, 5_002);

    var expected = IntStream.rangeClosed(1, 5_000).mapToObj(Integer::toString).toList();
    assertThat(texts(early)).isEqualTo(expected);
    assertThat(texts(late.subList(0, 5_000))).isEqualTo(expected);
    assertThat(texts(late.subList(5_000, 5_001))).containsExactly("over");
    assertThat(late.get(5_001)).isInstanceOf(LineFrame.End.class);
  }

  @Test
  void endsTheViewAndNotTheCommandWhereALineIsTooLong() {
    var ref = begun("echo short; head -c 2000 /dev/zero | tr '\\0' x; echo; read -r line; exit 7");

    var seen = take(ref, 0, 3);

    assertThat(seen).hasSize(2);
    assertThat(seen.get(1)).isInstanceOf(LineFrame.TooLong.class);
    hand(ref, "go\n");
    assertThat(plane.result(ref).failure()).isEmpty();
  }

  // --- The words of the tests above

  private static ExecutionRef begun(String script) {
    return plane.admitted(plane.request(Commands.withOpenInput(commands.shell(script))));
  }

  private static void hand(ExecutionRef ref, String text) {
    await(
        plane.client().input(ref, StreamName.STDIN, "a test").append(ByteString.fromString(text)));
  }

  private static Source<LineFrame, ?> lines(ExecutionRef ref, long from) {
    return plane.client().lines(ref, StreamName.STDOUT, from, LINE_BYTES_MAX);
  }

  private static List<LineFrame> take(ExecutionRef ref, long from, int count) {
    return await(lines(ref, from).take(count).runWith(Sink.seq(), plane.plane().system()));
  }

  private static List<String> texts(List<LineFrame> frames) {
    return frames.stream().map(frame -> ((Line) frame).text().utf8String()).toList();
  }
}
