package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;
import java.io.IOException;

/**
 * Holds one child between its creation and its program. What opens {@link #path()} waits until the
 * gate is opened, because we hold a write lease on the file behind it (fcntl(2), F_SETLEASE).
 *
 * <p>The path leads through this JVM's own descriptors, so there is nothing to clean up in any
 * directory, and a second opening of it tells whether this JVM still lives: when it dies, the
 * kernel gives the lease back, the first opening succeeds, and the second finds nothing there.
 */
final class Gate implements AutoCloseable {

  /** One for all gates, made in time: when one is needed, descriptors may have run out. */
  private static final int NOT_TO_BE_OPENED = Libc.eventfd(0, Libc.O_CLOEXEC);

  private final Descriptor file;

  private Gate(Descriptor file) {
    this.file = file;
  }

  /**
   * A gate that is shut.
   *
   * @throws IOException when the kernel grants no lease, or no descriptor
   */
  static Gate shut() throws IOException {
    if (NOT_TO_BE_OPENED < 0) {
      throw new IOException("there was no descriptor left when the first gate was made");
    }
    var file = reopened();
    if (Libc.fcntl(file.fd(), Libc.F_SETLEASE, Libc.F_WRLCK) < 0) {
      var refused = Errno.failure("fcntl(F_SETLEASE)", Errno.last());
      file.close();
      throw refused;
    }
    Libc.fcntl(file.fd(), Libc.F_SETOWN, 0); // Or this JVM gets a SIGIO, which would end it.
    return new Gate(file);
  }

  /** A lease needs a file that was opened by a path, and that nobody else has open. */
  private static Descriptor reopened() throws IOException {
    try (var first = UnnamedFile.create("execution-plane-gate");
        var path = NativeStrings.single(first.path())) {
      return checked("open", Libc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC, 0));
    }
  }

  private static Descriptor checked(String call, int fd) throws IOException {
    if (fd < 0) {
      throw Errno.failure(call, Errno.last());
    }
    return new Descriptor(fd);
  }

  /** What the child opens for reading, twice. */
  Memory path() {
    return NativeStrings.single("/proc/" + Libc.getpid() + "/fd/" + file.fd());
  }

  /** Whether somebody waits. */
  boolean isWaitedAt() {
    return Libc.fcntl(file.fd(), Libc.F_GETLEASE, 0) != Libc.F_WRLCK;
  }

  /**
   * Lets the child go on.
   *
   * @throws IOException when the gate did not hold: a kernel takes a lease away that is not given
   *     back for long (proc(5), lease-break-time: 45 s)
   */
  void open() throws IOException {
    if (Libc.fcntl(file.fd(), Libc.F_SETLEASE, Libc.F_UNLCK) < 0) {
      throw Errno.failure("fcntl(F_UNLCK)", Errno.last());
    }
  }

  /**
   * Lets the child go on to where it fails: what cannot be opened takes the file's place. Its
   * number stays taken, or the child might come to wait at the gate of another.
   */
  void turnAway() {
    Libc.dup3(NOT_TO_BE_OPENED, file.fd(), Libc.O_CLOEXEC);
  }

  /** To be called when the child has become its program, or failed to: before, it would fail. */
  @Override
  public void close() {
    file.close();
  }
}
