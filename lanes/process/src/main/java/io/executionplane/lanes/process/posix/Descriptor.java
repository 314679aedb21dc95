package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One open file descriptor with exactly one owner, closed exactly once.
 *
 * <p>A number that was closed may be handed out again at once, so whoever still reads it would read
 * a stranger's bytes. Hence the states: {@code IDLE} (whoever holds the object may discard it),
 * {@code CLAIMED} (a running stream stage uses it; only that stage may close it), {@code CLOSED}.
 */
final class Descriptor {

  private static final int FIRST_AFTER_STANDARD_STREAMS = 3;
  private static final int POLLFD_BYTES = 8;
  private static final int POLLFD_EVENTS_OFFSET = 4;
  private static final int POLLFD_OCCURRED_OFFSET = 6;

  private static final int IDLE = 0;
  private static final int CLAIMED = 1;
  private static final int CLOSED = 2;

  private final int fd;
  private final AtomicInteger state = new AtomicInteger(IDLE);

  Descriptor(int fd) {
    this.fd = fd;
  }

  /**
   * A descriptor that is none of the standard streams. A JVM started without some of them gets
   * their numbers from the kernel, and such a number would be overwritten in a child while its
   * streams are put into place, so it is moved up.
   *
   * @throws IOException when there is no descriptor left; {@code fd} is closed then
   */
  static Descriptor aboveStandardStreams(int fd) throws IOException {
    var given = new Descriptor(fd);
    if (fd >= FIRST_AFTER_STANDARD_STREAMS) {
      return given;
    }
    try {
      return given.duplicate();
    } finally {
      given.close();
    }
  }

  /** Another descriptor of the same open file, close-on-exec, with an owner of its own. */
  Descriptor duplicate() throws IOException {
    var copy = Libc.fcntl(fd, Libc.F_DUPFD_CLOEXEC, FIRST_AFTER_STANDARD_STREAMS);
    if (copy < 0) {
      throw Errno.failure("fcntl", Errno.last());
    }
    return new Descriptor(copy);
  }

  int fd() {
    return fd;
  }

  /**
   * Takes the descriptor for one stage.
   *
   * @throws IllegalStateException when it was taken or closed before
   */
  void claim() {
    if (!state.compareAndSet(IDLE, CLAIMED)) {
      throw new IllegalStateException("this pipe has been used or closed before");
    }
  }

  /** Gives a claimed descriptor back, open; from now on {@link #discard} closes it. */
  void unclaim() {
    state.compareAndSet(CLAIMED, IDLE);
  }

  /** Closes a descriptor that no stage has claimed; otherwise does nothing. */
  void discard() {
    if (state.compareAndSet(IDLE, CLOSED)) {
      Libc.close(fd);
    }
  }

  /** Closes the descriptor. To be called by its owner; a second call does nothing. */
  void close() {
    if (state.getAndSet(CLOSED) != CLOSED) {
      Libc.close(fd); // EINTR needs no retry: Linux has released the number all the same.
    }
  }

  /** How many bytes a pipe holds now (ioctl(2), FIONREAD); 0 when it cannot be told. */
  int bytesToRead() {
    try (var count = new Memory(Integer.BYTES)) {
      count.setInt(0, 0);
      Libc.ioctl(fd, Libc.FIONREAD, count);
      return count.getInt(0);
    }
  }

  /** Whether a pipe is empty and has no writer any more. */
  boolean isAtEnd() {
    return poll(Libc.POLLIN, 0) == Libc.POLLHUP;
  }

  /**
   * Waits for one descriptor only (poll(2)).
   *
   * @return the events that occurred; 0 when there were none in time
   */
  int poll(short events, int timeoutMillis) {
    try (var entry = new Memory(POLLFD_BYTES)) {
      entry.setInt(0, fd);
      entry.setShort(POLLFD_EVENTS_OFFSET, events);
      entry.setShort(POLLFD_OCCURRED_OFFSET, (short) 0);
      Libc.poll(entry, 1, timeoutMillis);
      return entry.getShort(POLLFD_OCCURRED_OFFSET);
    }
  }

  void makeNonblocking() throws IOException {
    var flags = Libc.fcntl(fd, Libc.F_GETFL, 0);
    if (flags < 0 || Libc.fcntl(fd, Libc.F_SETFL, flags | Libc.O_NONBLOCK) < 0) {
      throw Errno.failure("fcntl", Errno.last());
    }
  }
}
