package io.executionplane.lanes.process.posix;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.Optional;

/**
 * Two pipes between a child and its parent beside the standard streams: by one the child tells how
 * far it has come, by the other it is told to go on. A few short lines at most, so that nobody
 * waits for a reader.
 */
public final class ParentPipes implements AutoCloseable {

  /** The descriptor that the child writes to. */
  public static final int TELLS = 3;

  /** The descriptor that the child reads from. */
  public static final int IS_TOLD = 4;

  /** The descriptor from which the child reads the file that goes along, if one does. */
  public static final int FILE = 5;

  private static final int BYTES_MAX = 4_096;

  private final Pipe told;
  private final Pipe goOn;
  private final Optional<String> file;
  private final StringBuilder read = new StringBuilder();

  /**
   * Two new pipes.
   *
   * @param file path of a file that the child is to have open too
   * @throws IOException when there is no descriptor left
   */
  public ParentPipes(Optional<String> file) throws IOException {
    this.file = file;
    told = Pipe.open();
    try {
      goOn = Pipe.open();
      told.readEnd().makeNonblocking();
    } catch (IOException outOfDescriptors) {
      told.close();
      throw outOfDescriptors;
    }
  }

  /** What a child does that gets them; its other descriptors above 2 are closed by then. */
  void addTo(Pointer actions) {
    try (var writing = path(told.writeEnd());
        var reading = path(goOn.readEnd())) {
      Libc.posix_spawn_file_actions_addopen(actions, TELLS, writing, Libc.O_WRONLY, 0);
      Libc.posix_spawn_file_actions_addopen(actions, IS_TOLD, reading, Libc.O_RDONLY, 0);
    }
    if (file.isPresent()) {
      try (var path = NativeStrings.single(file.get())) {
        Libc.posix_spawn_file_actions_addopen(actions, FILE, path, Libc.O_RDONLY, 0);
      }
    }
  }

  private static Memory path(Descriptor end) {
    return NativeStrings.single("/proc/" + Libc.getpid() + "/fd/" + end.fd());
  }

  /** The child has opened its own ends, or never will: the end of its telling can be seen now. */
  public void started() {
    told.writeEnd().close();
    goOn.readEnd().close();
  }

  /** Tells the child to go on. */
  public void goOn() {
    try (var line = NativeStrings.single("\n")) {
      Libc.write(goOn.writeEnd().fd(), line, 1);
    }
  }

  /** Waits until the child has told something, or nobody can tell anything any more. */
  public void await(int millis) {
    told.readEnd().poll(Libc.POLLIN, millis);
  }

  /** Everything that was told so far. */
  public synchronized String told() {
    try (var buffer = new Memory(BYTES_MAX)) {
      var count = Libc.read(told.readEnd().fd(), buffer, BYTES_MAX);
      if (count > 0) {
        read.append(new String(buffer.getByteArray(0, (int) count), UTF_8));
      }
      return read.toString();
    }
  }

  @Override
  public void close() {
    told.close();
    goOn.close();
  }
}
