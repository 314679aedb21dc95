package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A pseudo terminal (pty(7)): our end of it, and the path of the other, which looks like a terminal
 * to whoever opens it.
 *
 * <p>Our end is close-on-exec and does not block. Once the last who has the other end open is gone,
 * what was written there can still be read, then reading says EIO.
 */
final class Pty implements AutoCloseable {

  /**
   * Most that the kernel holds of what was written and not read: its line buffer, and a queue
   * before it that it does not count where it is asked.
   */
  static final int HELD_BYTES_MAX = 128 * 1024;

  private static final int PATH_BYTES_MAX = 128;

  private final Descriptor master;
  private final String path;

  private Pty(Descriptor master, String path) {
    this.master = master;
    this.path = path;
  }

  /**
   * Opens a new one, in the state in which a terminal greets somebody who logs in.
   *
   * @throws IOException when there is none left, or this machine has none
   */
  static Pty open(WindowSize size) throws IOException {
    var fd = Libc.posix_openpt(Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC);
    if (fd < 0) {
      throw Errno.failure("posix_openpt", Errno.last());
    }
    var master = Descriptor.aboveStandardStreams(fd);
    try {
      var pty = new Pty(master, unlocked(master.fd()));
      size.applyTo(master.fd());
      TerminalSettings.of(master.fd()).utf8().applyTo(master.fd());
      master.makeNonblocking();
      return pty;
    } catch (IOException unusable) {
      master.close();
      throw unusable;
    }
  }

  private static String unlocked(int master) throws IOException {
    if (Libc.grantpt(master) != 0) {
      throw Errno.failure("grantpt", Errno.last());
    }
    if (Libc.unlockpt(master) != 0) {
      throw Errno.failure("unlockpt", Errno.last());
    }
    try (var name = new Memory(PATH_BYTES_MAX)) {
      var errno = Libc.ptsname_r(master, name, PATH_BYTES_MAX);
      if (errno != 0) {
        throw Errno.failure("ptsname_r", errno);
      }
      return name.getString(0, StandardCharsets.US_ASCII.name());
    }
  }

  /** Our end. */
  Descriptor master() {
    return master;
  }

  /** The other end, for example {@code /dev/pts/3}. */
  String path() {
    return path;
  }

  @Override
  public void close() {
    master.close();
  }
}
