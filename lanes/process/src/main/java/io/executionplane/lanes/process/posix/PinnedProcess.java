package io.executionplane.lanes.process.posix;

import java.util.Optional;

/**
 * A process that is not our child, pinned by a pidfd: whether it lives is asked of the kernel, and
 * is never an answer about another one with its number.
 */
public final class PinnedProcess implements AutoCloseable {

  private final long pid;
  private final Descriptor pidfd;

  private PinnedProcess(long pid, Descriptor pidfd) {
    this.pid = pid;
    this.pidfd = pidfd;
  }

  /**
   * Pins a child of a process that is not waited for while this is called.
   *
   * @return empty when it has no such child
   */
  public static Optional<PinnedProcess> childOf(long parent, long pid) {
    var fd = Libc.syscall(Libc.SYS_PIDFD_OPEN, pid, 0, 0, 0);
    if (fd < 0) {
      return Optional.empty();
    }
    var pinned = new PinnedProcess(pid, new Descriptor((int) fd));
    if (ProcStat.read(pid).filter(stat -> stat.parent() == parent).isPresent()) {
      return Optional.of(pinned);
    }
    pinned.close();
    return Optional.empty();
  }

  /** Its number. */
  public long pid() {
    return pid;
  }

  /** Whether it lives. */
  public boolean isAlive() {
    return !endsWithin(0);
  }

  /** Waits for its end, and says whether it came. */
  public boolean endsWithin(int millis) {
    return pidfd.poll(Libc.POLLIN, millis) != 0;
  }

  /**
   * Sends a signal to the process group that it leads, while it lives.
   *
   * @return false when it is over: nothing was sent
   */
  public boolean signalGroup(int signal) {
    return isAlive() && Libc.kill((int) -pid, signal) == 0;
  }

  @Override
  public void close() {
    pidfd.close();
  }
}
