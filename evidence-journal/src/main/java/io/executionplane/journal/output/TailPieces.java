package io.executionplane.journal.output;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where the pieces of a tail begin and when they were read.
 *
 * <p>A slow stream of many small pieces would need many entries: past a bound, neighbours that fit
 * into one chunk are joined, two by two, and the later one's time is forgotten.
 */
final class TailPieces {

  private static final int PIECES_PER_CHUNK = 8;
  private static final int PIECES_MIN = 64;

  private final long capacity;
  private final long countMax;
  private Deque<Piece> pieces = new ArrayDeque<>();
  private long end;

  /**
   * Pieces of nothing yet.
   *
   * @param capacity bytes of the tail that are kept
   */
  TailPieces(long capacity) {
    this.capacity = capacity;
    this.countMax = Math.max(PIECES_MIN, capacity / Chunk.BYTES_MAX * PIECES_PER_CHUNK);
  }

  /** One stretch of the tail, at most as long as a chunk may be. */
  record Piece(long offset, int size, long atMicros) {

    private long end() {
      return offset + size;
    }

    private boolean fitsWith(Piece next) {
      return size + next.size <= Chunk.BYTES_MAX;
    }

    private Piece with(Piece next) {
      return new Piece(offset, size + next.size, atMicros);
    }

    private Piece from(long start) {
      return start <= offset ? this : new Piece(start, (int) (end() - start), atMicros);
    }
  }

  void add(Cut cut) {
    var piece = new Piece(cut.offset(), cut.bytes().size(), cut.atMicros());
    pieces.add(piece);
    end = piece.end();
    while (pieces.element().end() <= end - capacity) {
      pieces.remove();
    }
    if (pieces.size() > countMax) {
      pieces = joined();
    }
  }

  private Deque<Piece> joined() {
    var joined = new ArrayDeque<Piece>();
    for (var piece = pieces.poll(); piece != null; piece = pieces.poll()) {
      var next = pieces.peek();
      if (next != null && piece.fitsWith(next)) {
        joined.add(piece.with(next));
        pieces.remove();
      } else {
        joined.add(piece);
      }
    }
    return joined;
  }

  /** Offset of the oldest byte that is not overwritten. */
  long start() {
    var oldest = pieces.peek();
    return oldest == null ? end : Math.max(oldest.offset(), end - capacity);
  }

  /** Offset after the newest byte. */
  long end() {
    return end;
  }

  /**
   * The pieces from an offset on, oldest first, without what was overwritten.
   *
   * @param bytesMax about how many; at least one piece is given while there is one
   */
  List<Piece> from(long offset, int bytesMax) {
    var wanted = new ArrayList<Piece>();
    var first = Math.max(offset, end - capacity);
    long left = bytesMax;
    for (var piece : pieces) {
      if (left <= 0) {
        break;
      }
      if (piece.end() > first) {
        wanted.add(piece.from(first));
        left -= piece.size();
      }
    }
    return wanted;
  }
}
