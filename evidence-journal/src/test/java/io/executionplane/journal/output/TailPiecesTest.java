package io.executionplane.journal.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.executionplane.journal.output.TailPieces.Piece;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TailPiecesTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void coversExactlyTheTailInPiecesThatFitIntoChunks(long seed) {
    var random = new Random(seed);
    var capacity = 1 + random.nextInt(400_000);
    var pieces = new TailPieces(capacity);
    var beginnings = new TreeMap<Long, Long>();
    var end = 1_000L;
    for (var at = 0; at < 3_000; at++) {
      var size = 1 + random.nextInt(random.nextInt(10) == 0 ? Chunk.BYTES_MAX : 500);
      pieces.add(new Cut(end, at, ByteString.fromArrayUnsafe(new byte[size])));
      beginnings.put(end, (long) at);
      end += size;
    }

    var all = drain(pieces);

    var next = end - capacity;
    for (var piece : all) {
      assertThat(piece.offset()).isEqualTo(next);
      assertThat(piece.size()).isBetween(1, Chunk.BYTES_MAX);
      next += piece.size();
      // A piece is as old as its first byte; one whose first byte was overwritten, or that was
      // joined, is at most as old as the element that byte came with.
      assertThat(piece.atMicros())
          .isLessThanOrEqualTo(beginnings.floorEntry(piece.offset()).getValue());
    }
    assertThat(next).isEqualTo(end);
    assertThat(all).isSortedAccordingTo((a, b) -> Long.compare(a.atMicros(), b.atMicros()));
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 10_000, 1_000_000})
  void remembersBoundedlyManyTimes(int capacity) {
    var pieces = new TailPieces(capacity);
    for (var offset = 0L; offset < 2_000_000; offset++) {
      pieces.add(new Cut(offset, offset, ByteString.fromArrayUnsafe(new byte[1])));
    }

    assertThat(drain(pieces).size()).isBetween(1, 128);
  }

  @Test
  void forgetsAPieceAsSoonAsItsLastByteIsOverwritten() {
    var pieces = new TailPieces(10);
    for (var offset = 0; offset < 15; offset += 5) {
      pieces.add(new Cut(offset, offset, ByteString.fromArrayUnsafe(new byte[5])));
    }

    assertThat(drain(pieces)).extracting(Piece::offset).containsExactly(5L, 10L);
  }

  @Test
  void givesWhatIsLeftFromAnyOffsetOn() {
    var pieces = new TailPieces(10);
    for (var offset = 0; offset < 15; offset += 5) {
      pieces.add(new Cut(offset, offset, ByteString.fromArrayUnsafe(new byte[5])));
    }

    assertThat(pieces.start()).isEqualTo(5);
    assertThat(pieces.from(7, 1)).containsExactly(new Piece(7, 3, 5));
    assertThat(pieces.from(10, 100)).containsExactly(new Piece(10, 5, 10));
    assertThat(pieces.from(15, 100)).isEmpty();
  }

  private static List<Piece> drain(TailPieces pieces) {
    return pieces.from(0, Integer.MAX_VALUE);
  }
}
