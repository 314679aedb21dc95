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

  static Pipe open() throws IOException {
    try (var ends = new Memory(2L * Integer.BYTES)) {
      if (Libc.pipe2(ends, Libc.O_CLOEXEC) != 0) {
        throw Errno.failure("pipe2", Errno.last());
      }
      return aboveStandardStreams(ends.getInt(0), ends.getInt(Integer.BYTES));
    }
  }

  private static Pipe aboveStandardStreams(int readEnd, int writeEnd) throws IOException {
    var read = moveUp(readEnd, writeEnd);
    try {
      return new Pipe(read, Descriptor.aboveStandardStreams(writeEnd));
    } catch (IOException outOfDescriptors) {
      read.close();
      throw outOfDescriptors;
    }
  }

  private static Descriptor moveUp(int readEnd, int writeEnd) throws IOException {
    try {
      return Descriptor.aboveStandardStreams(readEnd);
    } catch (IOException outOfDescriptors) {
      Libc.close(writeEnd);
      throw outOfDescriptors;
    }
  }

  void close() {
    readEnd.close();
    writeEnd.close();
  }
}
