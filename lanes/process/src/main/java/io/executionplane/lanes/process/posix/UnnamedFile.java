package io.executionplane.lanes.process.posix;

import java.io.IOException;

/** A file in memory that no directory has (memfd_create(2)); it is gone when it is closed. */
public final class UnnamedFile implements AutoCloseable {

  private final Descriptor file;

  private UnnamedFile(Descriptor file) {
    this.file = file;
  }

  /**
   * An empty one.
   *
   * @param name for people who look at this process
   * @throws IOException when there is no descriptor or memory left
   */
  public static UnnamedFile create(String name) throws IOException {
    try (var text = NativeStrings.single(name)) {
      var fd = Libc.memfd_create(text, Libc.MFD_CLOEXEC);
      if (fd < 0) {
        throw Errno.failure("memfd_create", Errno.last());
      }
      return new UnnamedFile(new Descriptor(fd));
    }
  }

  /** To write to. */
  public int fd() {
    return file.fd();
  }

  /** Where it can be opened while this process lives and has it open. */
  public String path() {
    return "/proc/" + Libc.getpid() + "/fd/" + file.fd();
  }

  @Override
  public void close() {
    file.close();
  }
}
