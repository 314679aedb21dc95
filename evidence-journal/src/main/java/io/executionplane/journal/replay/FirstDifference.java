package io.executionplane.journal.replay;

import io.executionplane.journal.replay.Comparison.StreamDifference;
import java.util.Arrays;
import java.util.Iterator;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Looks for the first byte in which two stored streams differ. Holds a chunk of each. */
final class FirstDifference {

  private final Iterator<Piece> left;
  private final Iterator<Piece> right;
  private Piece.@Nullable Output ofLeft;
  private Piece.@Nullable Output ofRight;

  /** Everything before it was seen on both sides, and is equal. */
  private long seenTo;

  private FirstDifference(Iterator<Piece> left, Iterator<Piece> right) {
    this.left = left;
    this.right = right;
    this.ofLeft = nextOutput(left);
    this.ofRight = nextOutput(right);
  }

  static StreamDifference between(
      Iterator<Piece> left, long leftBytes, Iterator<Piece> right, long rightBytes) {
    var search = new FirstDifference(left, right);
    var found = search.search();
    var shorter = Math.min(leftBytes, rightBytes);
    if (found < 0 && leftBytes != rightBytes) {
      found = shorter; // Nothing else differs that is stored: one has bytes that the other lacks.
    }
    return found < 0
        ? new StreamDifference(leftBytes, rightBytes, OptionalLong.empty(), false)
        : new StreamDifference(
            leftBytes, rightBytes, OptionalLong.of(found), search.seenTo >= found);
  }

  /** The offset of the first stored byte that differs; negative if there is none. */
  private long search() {
    var differing = -1L;
    while (differing < 0 && ofLeft != null && ofRight != null) {
      var a = ofLeft;
      var b = ofRight;
      differing = firstIn(a, b);
      ofLeft = a.end() <= b.end() ? nextOutput(left) : a;
      ofRight = b.end() <= a.end() ? nextOutput(right) : b;
    }
    return differing;
  }

  private long firstIn(Piece.Output a, Piece.Output b) {
    var from = Math.max(a.offset(), b.offset());
    var to = Math.min(a.end(), b.end());
    if (from >= to) {
      return -1;
    }
    var at = Arrays.mismatch(part(a, from, to), part(b, from, to));
    if (from == seenTo) {
      seenTo = at < 0 ? to : from + at;
    }
    return at < 0 ? -1 : from + at;
  }

  private static byte[] part(Piece.Output output, long from, long to) {
    return output
        .bytes()
        .slice((int) (from - output.offset()), (int) (to - output.offset()))
        .toArray();
  }

  private static Piece.@Nullable Output nextOutput(Iterator<Piece> pieces) {
    while (pieces.hasNext()) {
      if (pieces.next() instanceof Piece.Output output) {
        return output;
      }
    }
    return null;
  }
}
