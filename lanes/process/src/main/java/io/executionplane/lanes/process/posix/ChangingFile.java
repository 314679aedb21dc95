package io.executionplane.lanes.process.posix;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.sun.jna.Memory;
import java.io.IOException;

/**
 * A small file of the kernel that says when it has changed ({@code cgroup.events}, for example: by
 * POLLPRI, see cgroups(7)).
 */
public final class ChangingFile implements AutoCloseable {

  private static final int BYTES_MAX = 4_096;
  private static final int FROM_THE_START = 0;

  private final Descriptor file;

  /**
   * Opens it for reading.
   *
   * @throws IOException when it cannot be opened
   */
  public ChangingFile(String path) throws IOException {
    try (var name = NativeStrings.single(path)) {
      var fd = Libc.open(name, Libc.O_RDONLY | Libc.O_CLOEXEC, 0);
      if (fd < 0) {
        throw Errno.failure("open " + path, Errno.last());
      }
      file = new Descriptor(fd);
    }
  }

  /** What it says now. */
  public String read() throws IOException {
    try (var buffer = new Memory(BYTES_MAX)) {
      Libc.lseek(file.fd(), 0, FROM_THE_START);
      var count = Libc.read(file.fd(), buffer, BYTES_MAX);
      if (count < 0) {
        throw Errno.failure("read", Errno.last());
      }
      return new String(buffer.getByteArray(0, (int) count), US_ASCII);
    }
  }

  /** Waits until it says something else than it did at the last reading, or the time is over. */
  public void awaitChange(int millis) {
    file.poll(Libc.POLLPRI, millis);
  }

  @Override
  public void close() {
    file.close();
  }
}
