package io.executionplane.node.redaction;

import java.util.Arrays;

/**
 * Masks one sequence of bytes, however it is cut: what is in a pattern comes out as an asterisk,
 * everything else as it is, each at its place.
 *
 * <p>A byte comes out as soon as it is certain that no pattern begins at it or before it. So what
 * is kept back is the beginning of a pattern, and shorter than the longest. To be used by one
 * thread at a time.
 */
final class Masking {

  static final byte MASK = '*';

  private final SecretPatterns patterns;
  private final MaskTally tally;

  /** What is kept back, masked as far as that is known. */
  private byte[] kept = {};

  /** Whether each of them is in a pattern. */
  private boolean[] hidden = {};

  private int place = SecretPatterns.START;
  private boolean lastWasHidden;

  Masking(SecretPatterns patterns, MaskTally tally) {
    this.patterns = patterns;
    this.tally = tally;
  }

  /** Takes the next bytes, and gives what is certain now. */
  byte[] take(byte[] next) {
    var from = kept.length;
    kept = Arrays.copyOf(kept, from + next.length);
    hidden = Arrays.copyOf(hidden, kept.length);
    System.arraycopy(next, 0, kept, from, next.length);
    read(from);
    return release(kept.length - patterns.undecided(place));
  }

  /** Gives what is kept back: nothing follows that could make it a pattern. */
  byte[] rest() {
    return release(kept.length);
  }

  /** How many bytes are kept back. */
  int keptBack() {
    return kept.length;
  }

  /**
   * Goes over what is new. Matches may lie in each other: bytes of the last range are not hidden
   * again, so that many matches in a row cost no more than few.
   */
  private void read(int from) {
    var rangeFrom = 0;
    var rangeTo = 0;
    for (var i = from; i < kept.length; i++) {
      place = patterns.step(place, kept[i]);
      var length = patterns.matched(place);
      if (length > 0) {
        var begin = i + 1 - length;
        if (begin > rangeTo || rangeTo == 0) {
          rangeFrom = begin;
          rangeTo = begin;
        }
        hide(begin, rangeFrom);
        hide(rangeTo, i + 1);
        rangeFrom = Math.min(rangeFrom, begin);
        rangeTo = i + 1;
      }
    }
  }

  private void hide(int from, int to) {
    if (from < to) {
      Arrays.fill(hidden, from, to, true);
    }
  }

  private byte[] release(int count) {
    var released = Arrays.copyOf(kept, count);
    var masked = 0;
    for (var i = 0; i < count; i++) {
      if (hidden[i]) {
        released[i] = MASK;
        masked++;
        if (!lastWasHidden) {
          tally.beganRange();
        }
      }
      lastWasHidden = hidden[i];
    }
    tally.masked(masked);
    kept = Arrays.copyOfRange(kept, count, kept.length);
    hidden = Arrays.copyOfRange(hidden, count, hidden.length);
    return released;
  }
}
