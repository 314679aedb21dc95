package io.executionplane.lanes.process.posix;

import java.io.IOException;
import java.util.Optional;

/**
 * A directory that is marked as in use, for as long as this JVM lives (flock(2)). The kernel takes
 * the mark away when the JVM ends, however it ends, and shows it across PID namespaces.
 */
public final class LockedDirectory implements AutoCloseable {

  private final Descriptor directory;

  private LockedDirectory(Descriptor directory) {
    this.directory = directory;
  }

  /**
   * Marks a directory.
   *
   * @return empty when somebody else has marked it
   * @throws IOException when it cannot be opened
   */
  public static Optional<LockedDirectory> tryLock(String path) throws IOException {
    try (var name = NativeStrings.single(path)) {
      var fd = Libc.open(name, Libc.O_RDONLY | Libc.O_CLOEXEC, 0);
      if (fd < 0) {
        throw Errno.failure("open " + path, Errno.last());
      }
      var directory = new Descriptor(fd);
      if (Libc.flock(fd, Libc.LOCK_EX | Libc.LOCK_NB) == 0) {
        return Optional.of(new LockedDirectory(directory));
      }
      directory.close();
      return Optional.empty();
    }
  }

  /** Takes the mark away. */
  @Override
  public void close() {
    directory.close();
  }
}
