package io.executionplane.testkit.endtoend;

import static io.executionplane.testkit.endtoend.TestPlane.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.admission.AdmissionRequest;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessSession;
import io.executionplane.contracts.lane.process.ProcessSessionOutput;
import io.executionplane.journal.live.LineCutter;
import io.executionplane.journal.live.LineFrame;
import io.executionplane.journal.live.OutputFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
 * Many read the lines of one session, each at a pace of his own, and none hurts the others. How
 * many lines is set by {@code -Dexecution-plane.test.lines}; 2000000 is the number that is
 * promised.
 */
class SessionReadersTest {

  private static final int LINES = Integer.getInteger("execution-plane.test.lines", 100_000);

  private static final int LINE_BYTES_MAX = 100;
  private static final int READERS = 10;
  private static final Duration WITHIN = Duration.ofMinutes(5);

  @TempDir private static Path directory;

  private static FarPlaces far;
  private static TestPlane plane;
  private static Commands commands;

  @BeforeAll
  static void start() throws IOException {
    far = FarPlaces.start(directory);
    plane = TestPlane.in(directory.resolve("data"), far.config());
    commands = Commands.in(directory);
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
  void givesEveryLineOnceToManySlowFrozenAndReconnectingReaders(Way way) {
    way.require(plane);
    var request = request(way);
    var ref = plane.client().refOf(request);
    var swift = Stream.generate(Reader::new).limit(READERS).toList();
    var read = swift.stream().map(each -> each.all(lines(way, ref, 0))).toList();
    var slow = new Reader();
    var slowly =
        slow.all(
            follow(way, ref)
                .throttle(10, Duration.ofMillis(50))
                .via(LineCutter.flow(LINE_BYTES_MAX)));
    var frozen = lines(way, ref, 0).runWith(Sink.queue(1), system());

    plane.admitted(request);
    var thawed = new Reader();
    thawed.take(await(frozen.pull(), WITHIN).orElseThrow());
    var reconnecting = new Reader();
    while (!reconnecting.ended) {
      await(reconnecting.all(lines(way, ref, reconnecting.next).take(LINES / 7 + 1)), WITHIN);
    }
    var result = await(plane.client().awaitResult(ref, WITHIN), WITHIN);
    read.forEach(each -> await(each, WITHIN));
    thawed.rest(frozen::pull);
    await(slowly, WITHIN);

    assertThat(swift).allSatisfy(Reader::hasEverything);
    slow.hasEverything();
    thawed.hasEverything();
    reconnecting.hasEverything();
    var output = ProcessSessionOutput.CONTRACT.decode(result.output().orElseThrow().toNode());
    assertThat(output.linesOut()).isEqualTo(LINES);
  }

  // --- The words of the tests above

  /** One who checks that the lines count up, and keeps none. */
  private static final class Reader {

    private int count;
    private long next;
    private boolean ended;

    CompletionStage<Done> all(Source<LineFrame, ?> lines) {
      return lines.runWith(Sink.foreach(this::take), system());
    }

    void take(LineFrame frame) {
      assertThat(ended).isFalse();
      next = frame.end();
      if (frame instanceof LineFrame.Line line) {
        count++;
        assertThat(line.text().utf8String()).isEqualTo(Integer.toString(count));
        assertThat(line.complete()).isTrue();
      } else {
        assertThat(frame).isInstanceOf(LineFrame.End.class);
        ended = true;
      }
    }

    void rest(Supplier<CompletionStage<Optional<LineFrame>>> pull) {
      while (!ended) {
        take(await(pull.get(), WITHIN).orElseThrow());
      }
    }

    void hasEverything() {
      assertThat(count).isEqualTo(LINES);
      assertThat(ended).isTrue();
    }
  }

  private static Source<LineFrame, ?> lines(Way way, ExecutionRef ref, long from) {
    return plane.client().lines(ref, way.stream(), from, LINE_BYTES_MAX);
  }

  private static Source<OutputFrame, ?> follow(Way way, ExecutionRef ref) {
    return plane.client().output(ref, way.stream(), 0, true);
  }

  private static ActorSystem<?> system() {
    return plane.plane().system();
  }

  private static AdmissionRequest request(Way way) {
    var run = commands.shell(way.raw("exec seq 1 " + LINES));
    var document = ProcessRun.CONTRACT.encodeObject(run).canonical();
    var lines = ",\"stdout_mode\":\"line\"";
    var terminal = way.isTerminal() ? ",\"pty\":{\"cols\":80,\"rows\":24}" : "";
    var payload = document.substring(0, document.length() - 1) + lines + terminal + "}";
    var wish =
        AdmissionRequest.of(
            ProcessRun.LANE_ID,
            ProcessSession.OPERATION,
            JsonObject.of((ObjectNode) Json.parse(payload)));
    return plane.granted(plane.client().identified(way.of(wish)));
  }
}
