package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;
import java.io.IOException;

/** What a terminal does with what passes through it (termios(3)), as it was at one moment. */
final class TerminalSettings {

  /** {@code struct termios} of glibc has 60 bytes on x86_64 and aarch64; room for a larger one. */
  private static final int BYTES = 256;

  /** Erasing takes a whole character off the line, not one byte of it. */
  private static final int IUTF8 = 0x4000;

  private final byte[] state;

  private TerminalSettings(byte[] state) {
    this.state = state;
  }

  /**
   * Asks a terminal, of either end.
   *
   * @throws IOException when it is none
   */
  static TerminalSettings of(int fd) throws IOException {
    try (var memory = new Memory(BYTES)) {
      memory.clear();
      if (Libc.tcgetattr(fd, memory) != 0) {
        throw Errno.failure("tcgetattr", Errno.last());
      }
      return new TerminalSettings(memory.getByteArray(0, BYTES));
    }
  }

  /** The same, but every byte passes as it is, at once, and means nothing. */
  TerminalSettings raw() {
    try (var memory = copy()) {
      Libc.cfmakeraw(memory);
      return new TerminalSettings(memory.getByteArray(0, BYTES));
    }
  }

  /** The same, but text is UTF-8. */
  TerminalSettings utf8() {
    try (var memory = copy()) {
      memory.setInt(0, memory.getInt(0) | IUTF8);
      return new TerminalSettings(memory.getByteArray(0, BYTES));
    }
  }

  /** Makes a terminal behave so, once what was written to it has been put out. */
  void applyTo(int fd) throws IOException {
    try (var memory = copy()) {
      if (Libc.tcsetattr(fd, Libc.TCSADRAIN, memory) != 0) {
        throw Errno.failure("tcsetattr", Errno.last());
      }
    }
  }

  private Memory copy() {
    var memory = new Memory(BYTES);
    memory.write(0, state, 0, BYTES);
    return memory;
  }
}
