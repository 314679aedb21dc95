package io.executionplane.lanes.process.posix;

import com.sun.jna.Memory;
import java.io.IOException;

/**
 * Both ends of one pipe, close-on-exec.
 *
 * <p>Only our own end may become nonblocking: the child expects ordinary blocking streams, and the
 * two ends are separate open file descriptions, so the flag does not spread.
 */
record Pipe(Descriptor readEnd, Descriptor writeEnd) {

  private static final int FIRST_AFTER_STANDARD_STREAMS = 3;

  static Pipe open() throws IOException {
    try (var ends = new Memory(2L * Integer.BYTES)) {
      if (Libc.pipe2(ends, Libc.O_CLOEXEC) != 0) {
        throw Errno.failure("pipe2", Errno.last());
      }
      return aboveStandardStreams(ends.getInt(0), ends.getInt(Integer.BYTES));
    }
  }

  /**
   * A JVM started without standard streams gets 0, 1 or 2 from the kernel. Such a number would be
   * overwritten in the child while the streams are put into place, so it is moved up.
   */
  private static Pipe aboveStandardStreams(int readEnd, int writeEnd) throws IOException {
    var lowRead = new Descriptor(readEnd);
    var lowWrite = new Descriptor(writeEnd);
    try {
      return new Pipe(moveUp(lowRead), moveUp(lowWrite));
    } catch (IOException outOfDescriptors) {
      lowRead.close();
      lowWrite.close();
      throw outOfDescriptors;
    }
  }

  private static Descriptor moveUp(Descriptor low) throws IOException {
    if (low.fd() >= FIRST_AFTER_STANDARD_STREAMS) {
      return low;
    }
    var high = Libc.fcntl(low.fd(), Libc.F_DUPFD_CLOEXEC, FIRST_AFTER_STANDARD_STREAMS);
    if (high < 0) {
      throw Errno.failure("fcntl", Errno.last());
    }
    low.close();
    return new Descriptor(high);
  }

  void close() {
    readEnd.close();
    writeEnd.close();
  }
}
