package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;
import java.io.IOException;

/**
 * How large a terminal is, in characters.
 *
 * @param columns 1 to 65,535
 * @param rows 1 to 65,535
 */
public record WindowSize(int columns, int rows) {

  private static final int SIDE_MAX = 65_535;

  /** {@code struct winsize}: four unsigned shorts: rows, columns, and two in pixels. */
  private static final int BYTES = 8;

  public WindowSize {
    if (columns < 1 || columns > SIDE_MAX || rows < 1 || rows > SIDE_MAX) {
      throw new IllegalArgumentException("a window has 1 to " + SIDE_MAX + " columns and rows");
    }
  }

  /** Makes a terminal this large; who runs in its foreground is told by SIGWINCH. */
  void applyTo(int fd) throws IOException {
    try (var size = new Memory(BYTES)) {
      size.clear();
      size.setShort(0, (short) rows);
      size.setShort(Short.BYTES, (short) columns);
      if (Libc.ioctl(fd, Libc.TIOCSWINSZ, size) != 0) {
        throw Errno.failure("TIOCSWINSZ", Errno.last());
      }
    }
  }

  /**
   * How large a terminal is; one that does not know is taken for the usual 80 by 24.
   *
   * @throws IOException when it is none
   */
  static WindowSize of(int fd) throws IOException {
    try (var size = new Memory(BYTES)) {
      if (Libc.ioctl(fd, Libc.TIOCGWINSZ, size) != 0) {
        throw Errno.failure("TIOCGWINSZ", Errno.last());
      }
      var rows = Short.toUnsignedInt(size.getShort(0));
      var columns = Short.toUnsignedInt(size.getShort(Short.BYTES));
      return columns == 0 || rows == 0 ? new WindowSize(80, 24) : new WindowSize(columns, rows);
    }
  }
}
