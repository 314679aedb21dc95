package io.executionplane.lanes.process;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.util.ByteString;

/**
 * Counts the lines of an output and the bytes of the one that is not finished, and keeps none. A
 * line ends with LF, with CR, or with both in this order. The bytes are to be given by one thread.
 */
final class LineCount {

  private final int lineBytesMax;
  private final Runnable onTooLong;
  private final AtomicLong lines = new AtomicLong();
  private long begun;
  private boolean returned;
  private boolean told;

  /**
   * No line yet.
   *
   * @param onTooLong told once, when a line gets longer than a line may be
   */
  LineCount(int lineBytesMax, Runnable onTooLong) {
    this.lineBytesMax = lineBytesMax;
    this.onTooLong = onTooLong;
  }

  ByteString passed(ByteString bytes) {
    var array = bytes.toArrayUnsafe();
    for (var each : array) {
      pass(each);
    }
    return bytes;
  }

  private void pass(byte each) {
    if (each == '\n' && returned) {
      returned = false; // It belongs to the line before.
    } else if (each == '\n' || each == '\r') {
      lines.incrementAndGet();
      begun = 0;
      returned = each == '\r';
    } else {
      returned = false;
      begun++;
      if (begun > lineBytesMax && !told) {
        told = true;
        onTooLong.run();
      }
    }
  }

  /** Nothing follows: what was begun is the last line. */
  void end() {
    if (begun > 0) {
      lines.incrementAndGet();
      begun = 0;
    }
  }

  /** How many lines there were so far. Any thread may ask. */
  long lines() {
    return lines.get();
  }
}
