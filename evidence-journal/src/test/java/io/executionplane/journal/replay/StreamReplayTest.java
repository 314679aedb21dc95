package io.executionplane.journal.replay;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.executionplane.contracts.execution.ByteRange;
import io.executionplane.contracts.execution.ExecutionRef;
import io.executionplane.contracts.execution.StreamName;
import io.executionplane.journal.replay.Piece.Gap;
import io.executionplane.journal.replay.Piece.Gap.Cause;
import io.executionplane.journal.replay.Piece.Output;
import io.executionplane.journal.verify.ChunkRow;
import io.executionplane.journal.verify.EventRow;
import io.executionplane.journal.verify.EvidenceSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamReplayTest {

  private static final StreamName OUT = StreamName.STDOUT;
  private static final StreamName ERR = StreamName.STDERR;

  private static StreamReplay replay(Recording recording) {
    var source = recording.alone();
    var known = new StateReplay(source).whole(recording.ref()).orElseThrow();
    return new StreamReplay(source, known.state());
  }

  private static List<Piece> pieces(Recording recording, StreamName... streams) {
    var all = new ArrayList<Piece>();
    replay(recording).pieces(List.of(streams)).forEachRemaining(all::add);
    return all;
  }

  private static Output output(StreamName stream, long at, long offset, String text) {
    return new Output(stream, at, offset, ByteString.fromString(text));
  }

  private static Gap gap(long at, long from, long to, Cause cause) {
    return new Gap(OUT, at, new ByteRange(from, to), cause);
  }

  // --- What is replayed

  @Test
  void givesBytesOfSeveralStreamsByTime() {
    var recording =
        Recording.started("r")
            .put(OUT, 10, "one")
            .put(OUT, 30, "three")
            .put(ERR, 20, "two")
            .put(ERR, 30, "also three");

    assertThat(pieces(recording, OUT, ERR))
        .containsExactly(
            output(OUT, 10, 0, "one"),
            output(ERR, 20, 0, "two"),
            output(ERR, 30, 3, "also three"),
            output(OUT, 30, 3, "three"));
    assertThat(pieces(recording, ERR)).hasSize(2);
  }

  @Test
  void namesEveryStreamButTheRequest() {
    var recording = Recording.started("r").put(OUT, 10, "one").close(ERR);

    assertThat(replay(recording).streams()).containsExactly(ERR, OUT);
    assertThat(pieces(recording, StreamName.REQUEST))
        .containsExactly(output(StreamName.REQUEST, 0, 0, "{}"));
  }

  @Test
  void saysWhatWasDeclaredAsMissing() {
    var recording =
        Recording.started("r")
            .omit(OUT, "ab")
            .put(OUT, 10, "cd")
            .omit(OUT, "efg")
            .put(OUT, 40, "h")
            .omit(OUT, "ij")
            .close(OUT);

    assertThat(pieces(recording, OUT))
        .containsExactly(
            gap(0, 0, 2, Cause.CAPTURE_LIMIT),
            output(OUT, 10, 2, "cd"),
            gap(10, 4, 7, Cause.CAPTURE_LIMIT),
            output(OUT, 40, 7, "h"),
            gap(40, 8, 10, Cause.CAPTURE_LIMIT));
  }

  @Test
  void tellsWhatWasErasedFromWhatWasNeverStored() {
    var recording =
        Recording.started("r")
            .put(OUT, 10, "ab")
            .put(OUT, 20, "cd")
            .omit(OUT, "ef")
            .put(OUT, 30, "gh")
            .put(OUT, 40, "ij")
            .close(OUT)
            .erase(OUT, 1)
            .erase(OUT, 3);

    assertThat(pieces(recording, OUT))
        .containsExactly(
            output(OUT, 10, 0, "ab"),
            gap(20, 2, 4, Cause.ERASED),
            gap(20, 4, 6, Cause.CAPTURE_LIMIT),
            output(OUT, 30, 6, "gh"),
            gap(40, 8, 10, Cause.ERASED));
  }

  @Test
  void saysThatNobodyDeclaredAHoleInAnOpenStream() {
    var recording = Recording.started("r").put(OUT, 10, "ab").omit(OUT, "c").put(OUT, 20, "d");

    assertThat(pieces(recording, OUT)).contains(gap(10, 2, 3, Cause.UNDECLARED));
  }

  @Test
  void endsWhereAnOpenStreamEnds() {
    assertThat(pieces(Recording.started("r").put(OUT, 10, "ab"), OUT)).hasSize(1);
    assertThat(pieces(Recording.started("r"), OUT)).isEmpty();
  }

  @Test
  void refusesChunksThatCannotHaveBeenRecordedSo() {
    assertThatThrownBy(() -> pieces(withSecond(1, 20, 2), OUT))
        .isInstanceOf(UnreplayableException.class)
        .hasMessageEndingWith(" stdout chunk 1: begins at 1, before 2");
    assertThatThrownBy(() -> pieces(withSecond(2, 9, 2), OUT))
        .hasMessageEndingWith(" stdout chunk 1: was read before the chunk before it");
    assertThatThrownBy(() -> pieces(withSecond(2, 20, 0), OUT))
        .hasMessageEndingWith(" stdout chunk 1: has not 1 to 65536 bytes");
    assertThatThrownBy(() -> pieces(withSecond(2, 20, 65_537), OUT))
        .hasMessageEndingWith(" stdout chunk 1: has not 1 to 65536 bytes");
  }

  private static Recording withSecond(long offset, long at, int size) {
    var recording = Recording.started("r").put(OUT, 10, "ab");
    recording
        .rows
        .get("stdout")
        .add(new ChunkRow(1, offset, at, new byte[32], new byte[32], new byte[size]));
    return recording;
  }

  @Test
  void readsNoFurtherThanItIsAsked() {
    var recording = Recording.started("r");
    var state = new StateReplay(recording.alone()).whole(recording.ref()).orElseThrow().state();
    var asked = new ArrayList<Long>();
    var endless = new Endless(recording.alone(), asked);

    var pieces = new StreamReplay(endless, state).pieces(List.of(OUT));
    for (var i = 0; i < 100; i++) {
      pieces.next();
    }

    assertThat(asked).hasSizeLessThanOrEqualTo(102);
  }

  /** A stream that never ends. */
  private record Endless(EvidenceSource rest, List<Long> asked) implements EvidenceSource {

    @Override
    public Iterator<EventRow> events(ExecutionRef ref) {
      return rest.events(ref);
    }

    @Override
    public List<String> streams(ExecutionRef ref) {
      return rest.streams(ref);
    }

    @Override
    public Iterator<ChunkRow> chunks(ExecutionRef ref, String stream) {
      return LongStream.iterate(0, i -> i + 1)
          .peek(asked::add)
          .mapToObj(i -> new ChunkRow(i, i, i, new byte[32], new byte[32], new byte[1]))
          .iterator();
    }
  }

  // --- As a stream, at a speed

  @ParameterizedTest
  @ValueSource(strings = {"max", "1x", "1000x"})
  void flowsWhatTheIteratorGivesAtAnySpeed(String speed) throws Exception {
    var recording =
        Recording.started("r").put(OUT, 10, "one").put(ERR, 20, "two").omit(OUT, "x").close(OUT);
    var system = ActorSystem.create("replay");
    try {
      var flowed =
          replay(recording)
              .source(List.of(OUT, ERR), Speed.of(speed))
              .runWith(Sink.seq(), system)
              .toCompletableFuture()
              .get(30, SECONDS);

      assertThat(flowed).isEqualTo(pieces(recording, OUT, ERR));
    } finally {
      TestKit.shutdownActorSystem(system);
    }
  }

  @Test
  void isDueByItsOriginalTimeOverTheSpeed() {
    assertThat(Speed.ORIGINAL.due(1_500_000)).isEqualTo(Duration.ofMillis(1_500));
    assertThat(Speed.of("4x").due(1_000_000)).isEqualTo(Duration.ofMillis(250));
    assertThat(Speed.of("0.5x").due(1_000_000)).isEqualTo(Duration.ofSeconds(2));
    assertThat(Speed.MAX.due(1_000_000)).isEqualTo(Duration.ZERO);
  }

  @Test
  void waitsFromTheBeginningSoThatBeingLateIsMadeUpFor() {
    var pace = new Pace(Speed.of("2x"), 5_000);
    var piece = output(OUT, 1_000, 0, "x");

    assertThat(pace.left(piece, 5_000)).isEqualTo(Duration.ofNanos(500_000));
    assertThat(pace.left(piece, 405_000)).isEqualTo(Duration.ofNanos(100_000));
    assertThat(pace.left(piece, 905_000)).isNegative();
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "x",
    "1",
    "0x",
    "-1x",
    "fastx",
    "NaNx",
    "MAX",
    "1000001x",
    "0.0001x",
    "1e99999999x"
  })
  void refusesASpeedThatIsNone(String text) {
    assertThatThrownBy(() -> Speed.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a speed ");
  }
}
