package io.executionplane.node.redaction;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Masking as it is defined: look for each pattern at each place of the whole.
 *
 * @param masked what comes out
 * @param ranges how many ranges of asterisks that do not touch each other
 * @param bytes how many asterisks
 */
record NaiveMasking(ByteBuffer masked, long ranges, long bytes) {

  static NaiveMasking of(byte[] whole, List<byte[]> patterns) {
    var hidden = new boolean[whole.length];
    for (var at = 0; at < whole.length; at++) {
      for (var pattern : patterns) {
        if (isAt(whole, at, pattern)) {
          Arrays.fill(hidden, at, at + pattern.length, true);
        }
      }
    }
    return of(whole, hidden);
  }

  private static NaiveMasking of(byte[] whole, boolean[] hidden) {
    var masked = whole.clone();
    var ranges = 0L;
    var bytes = 0L;
    for (var at = 0; at < whole.length; at++) {
      if (hidden[at]) {
        masked[at] = '*';
        bytes++;
        ranges += at == 0 || !hidden[at - 1] ? 1 : 0;
      }
    }
    return new NaiveMasking(ByteBuffer.wrap(masked), ranges, bytes);
  }

  private static boolean isAt(byte[] whole, int at, byte[] pattern) {
    return at + pattern.length <= whole.length
        && Arrays.equals(whole, at, at + pattern.length, pattern, 0, pattern.length);
  }
}
