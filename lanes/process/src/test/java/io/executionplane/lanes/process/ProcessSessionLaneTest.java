package io.executionplane.lanes.process;

import static io.executionplane.lanes.process.LaneBench.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.contracts.json.ContractViolationException;
import io.executionplane.contracts.json.Json;
import io.executionplane.contracts.json.JsonObject;
import io.executionplane.contracts.lane.process.ProcessExit;
import io.executionplane.contracts.lane.process.ProcessFact.SignalSent;
import io.executionplane.contracts.lane.process.ProcessFact.SignalSent.Cause;
import io.executionplane.contracts.lane.process.ProcessRun;
import io.executionplane.contracts.lane.process.ProcessSession;
import io.executionplane.contracts.lane.process.ProcessSessionOutput;
import io.executionplane.contracts.lane.process.ProcessSessionOutput.EndedBy;
import io.executionplane.lanes.spi.EffectControl.Interrupt;
import io.executionplane.lanes.spi.LaneControl.StopCause;
import io.executionplane.lanes.spi.LaneFailure;
import io.executionplane.lanes.spi.LaneOutcome;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Commands that somebody talks to: what a session adds to a run. */
class ProcessSessionLaneTest {

  private static final LaneBench BENCH = new LaneBench();

  private static final String SOON_HEADLESS = "\"headless_timeout_ms\":1";
  private static final String SHORT_LINES =
      "\"limits\":{\"max_buffer_size\":10,\"max_recoverable_line_bytes\":1000,"
          + "\"oversize_line_chunk_bytes\":10}";

  private final RecordedStreams streams = new RecordedStreams();

  @AfterAll
  static void close() {
    BENCH.close();
  }

  // --- Input

  @Test
  void keepsItsInputOpenUntilThatIsClosed() {
    var closing = new CompletableFuture<ByteString>();
    var first = streams.firstChunk(StreamName.STDOUT);
    streams.input(
        Source.single(ByteString.fromString("first\n"))
            .concat(Source.completionStage(closing))
            .mapMaterializedValue(unused -> NotUsed.getInstance()));

    var running = BENCH.start(session("cat", ""), streams);
    assertThat(await(first)).isEqualTo("first\n");
    closing.complete(ByteString.fromString("last\n"));

    assertThat(result(running.outcome()).endedBy()).isEqualTo(EndedBy.EXIT);
    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("first\nlast\n");
  }

  @Test
  void takesLinesWithPipesAndKeysInATerminalWhereNothingElseIsSaid() {
    assertThat(BENCH.lane.accept("session", payload("cat", "")))
        .extracting(accepted -> ((ProcessSession) accepted).takesLines())
        .isEqualTo(true);
    assertThat(session("cat", "\"pty\":{\"cols\":80,\"rows\":24}").takesLines()).isFalse();
    assertThat(session("cat", "\"stdin_mode\":\"raw\"").takesLines()).isFalse();
    BENCH.start(session("cat", ""), streams).toTheEnd();
    assertThat(streams.readInLines()).isTrue();
  }

  @Test
  void endsItsInputAtOnceWhereThatIsAsked() {
    streams.input(
        Source.maybe()
            .map(never -> ByteString.emptyByteString())
            .mapMaterializedValue(unused -> NotUsed.getInstance()));

    BENCH.start(session("cat; echo over", "\"close_stdin_on_start\":true"), streams).toTheEnd();

    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("over\n");
  }

  @Test
  void refusesAnInterruptThroughAnInputThatIsClosed() {
    var payload =
        payload(
            "cat",
            "\"close_stdin_on_start\":true,"
                + "\"interrupt\":{\"kind\":\"input\",\"bytes\":\"Aw==\"}");

    assertThatThrownBy(() -> BENCH.lane.accept(ProcessSession.OPERATION, payload))
        .isInstanceOf(ContractViolationException.class)
        .hasMessageContaining("/interrupt");
  }

  // --- Nobody reads

  @Test
  void endsWhenNobodyHasReadForTooLong() {
    streams.input(silence()).unread(() -> Duration.ofMillis(1));

    var running = BENCH.start(session("exec sleep 600", SOON_HEADLESS), streams);
    var outcome = running.outcome();

    assertThat(result(outcome).endedBy()).isEqualTo(EndedBy.HEADLESS);
    assertThat(result(outcome).process().exit())
        .isEqualTo(new ProcessExit.Signal(15, "SIGTERM", false));
    assertThat(outcome.stopped()).isFalse();
    assertThat(running.facts(SignalSent.class))
        .containsExactly(new SignalSent(15, "SIGTERM", Cause.HEADLESS));
  }

  @Test
  void livesOnWhileSomebodyReadsAndLooksAgain() {
    var looks = new AtomicInteger();
    streams
        .input(silence())
        .unread(() -> looks.incrementAndGet() < 20 ? Duration.ZERO : Duration.ofHours(1));

    var running = BENCH.start(session("exec sleep 600", SOON_HEADLESS), streams);

    assertThat(result(running.outcome()).endedBy()).isEqualTo(EndedBy.HEADLESS);
    assertThat(looks).hasValue(20);
  }

  @Test
  void killsWhatDoesNotHeedThatNobodyReads() {
    streams.input(silence()).unread(() -> Duration.ofHours(1));
    var stubborn = session("trap '' TERM; sleep 600", SOON_HEADLESS + ",\"grace_ms\":20");

    var running = BENCH.start(stubborn, streams);

    assertThat(result(running.outcome()).endedBy()).isEqualTo(EndedBy.HEADLESS);
    assertThat(running.facts(SignalSent.class))
        .extracting(SignalSent::cause)
        .containsExactly(Cause.HEADLESS, Cause.GRACE_OVER);
  }

  @Test
  void aRunIsNeverTooLongAlone() {
    streams.unread(() -> Duration.ofDays(1));

    BENCH.start(LaneBench.shell("sleep 0.2; echo over"), streams).toTheEnd();

    assertThat(streams.text(StreamName.STDOUT)).isEqualTo("over\n");
  }

  // --- Who ended it

  @Test
  void saysWhoEndedIt() {
    streams.input(silence());
    var closed = BENCH.start(session("exec sleep 600", ""), streams);
    closed.launched();
    closed.control().stop(StopCause.CANCEL);
    var other = new RecordedStreams().input(silence());
    var late = BENCH.start(session("exec sleep 600", ""), other);
    late.launched();
    late.control().stop(StopCause.TIMEOUT);

    assertThat(result(closed.outcome()).endedBy()).isEqualTo(EndedBy.CALLER);
    assertThat(result(late.outcome()).endedBy()).isEqualTo(EndedBy.TIMEOUT);
  }

  @Test
  void isInterruptedAsARunIs() {
    var ready = streams.input(silence()).firstChunk(StreamName.STDOUT);
    var running =
        BENCH.start(session("trap 'exit 7' INT; echo; while :; do sleep 0.01; done", ""), streams);
    running.launched();
    await(ready);

    await(running.control().control(new Interrupt()));

    assertThat(result(running.outcome()).process().exit()).isEqualTo(new ProcessExit.Code(7));
  }

  // --- Lines

  @Test
  void countsLinesHoweverTheyEndAndTheLastOneUnfinished() {
    var outcome =
        BENCH.start(session("printf 'a\\nb\\r\\nc\\rd\\r\\r\\n\\ne'", ""), streams).outcome();

    assertThat(result(outcome).linesOut()).isEqualTo(7);
    assertThat(result(outcome).droppedEvents()).isZero();
  }

  @Test
  void countsNoLinesOfRawOutput() {
    var outcome = BENCH.start(session("seq 5", "\"stdout_mode\":\"raw\""), streams).outcome();

    assertThat(result(outcome).linesOut()).isZero();
  }

  @Test
  void recoversALineThatIsLongAndFailsBeyondThatWithEveryByteStored() {
    var well = BENCH.start(session("printf %01000d 0; echo", SHORT_LINES), streams).outcome();
    assertThat(result(well).linesOut()).isEqualTo(1);

    var other = new RecordedStreams().input(silence());
    var running = BENCH.start(session("printf %01001d 0; exec sleep 600", SHORT_LINES), other);

    assertThatThrownBy(running::toTheEnd)
        .cause()
        .isInstanceOfSatisfying(
            LaneFailure.class,
            failure -> {
              assertThat(failure.failure().code()).isEqualTo("line_too_long");
              assertThat(failure.failure().reason()).contains("1000 bytes");
            });
    assertThat(other.text(StreamName.STDOUT)).hasSize(1001);
  }

  @Test
  void limitsNoLineOfErrorOutput() {
    var outcome =
        BENCH.start(session("printf %05000d 0 >&2; echo over", SHORT_LINES), streams).outcome();

    assertThat(result(outcome).linesOut()).isEqualTo(1);
    assertThat(streams.text(StreamName.STDERR)).hasSize(5000);
  }

  @Test
  void findsTheEndOfALineWhereverItsBytesAreCut() {
    var bytes = ByteString.fromString("a\r\nbb\r\rccc\n");
    for (var size : IntStream.rangeClosed(1, bytes.size()).toArray()) {
      var count = new LineCount(3, () -> assertThat(size).as("cut into").isNegative());
      for (var at = 0; at < bytes.size(); at += size) {
        count.passed(bytes.slice(at, Math.min(bytes.size(), at + size)));
      }
      count.end();
      assertThat(count.lines()).as("cut into pieces of %s", size).isEqualTo(4);
    }
  }

  // --- The words of the tests above

  private static ProcessSession session(String script, String properties) {
    return ProcessSession.CONTRACT.decode(payload(script, properties).toNode());
  }

  private static JsonObject payload(String script, String properties) {
    var run = ProcessRun.CONTRACT.encodeObject(LaneBench.shell(script)).canonical();
    var more = properties.isEmpty() ? "" : "," + properties;
    var text = run.substring(0, run.length() - 1) + more + "}";
    return JsonObject.of((ObjectNode) Json.parse(text));
  }

  private static Source<ByteString, NotUsed> silence() {
    return Source.<ByteString>maybe().mapMaterializedValue(unused -> NotUsed.getInstance());
  }

  private static ProcessSessionOutput result(LaneOutcome outcome) {
    return ProcessSessionOutput.CONTRACT.decode(outcome.output().toNode());
  }
}
