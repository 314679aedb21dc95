package io.executionplane.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one holder at a time have a directory, in this process and in all others.
 *
 * <p>Other processes are kept out by a lock on a file, which the kernel releases when its holder
 * dies. Within the process a table comes first: by POSIX, closing <em>any</em> descriptor of a file
 * gives up the process's locks on it, so the file of a directory that is held here must not even be
 * opened.
 */
final class DirectoryLock implements AutoCloseable {

  private static final String FILE = "lock";

  /** A process id, the name of a purpose, and room to spare. */
  private static final int NOTE_BYTES_MAX = 1024;

  /** What is held in this process, and what for. */
  private static final Map<Path, String> HELD = new ConcurrentHashMap<>();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /**
   * Takes the lock, or says who has it.
   *
   * @param directory its real path
   * @throws IOException if the lock's file cannot be written
   */
  static Attempt take(Path directory, String purpose) throws IOException {
    var holder = HELD.putIfAbsent(directory, purpose);
    if (holder != null) {
      return Attempt.heldBy("this process (\"" + holder + "\")");
    }
    var taken = false;
    try {
      var attempt = takeFile(directory, purpose);
      taken = attempt.lock().isPresent();
      return attempt;
    } finally {
      if (!taken) {
        HELD.remove(directory);
      }
    }
  }

  private static Attempt takeFile(Path directory, String purpose) throws IOException {
    var channel =
        FileChannel.open(
            directory.resolve(FILE),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      // Held until the channel is closed, which is also how it is given back.
      if (channel.tryLock() == null) {
        var holder = note(channel);
        channel.close();
        return Attempt.heldBy(holder);
      }
      write(channel, ProcessHandle.current().pid() + " " + purpose.strip());
      return Attempt.taken(new DirectoryLock(directory, channel));
    } catch (IOException | RuntimeException failure) {
      channel.close();
      throw failure;
    }
  }

  private static void write(FileChannel channel, String note) throws IOException {
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8)), 0);
  }

  private static String note(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(NOTE_BYTES_MAX);
    channel.read(bytes, 0);
    var note = StandardCharsets.UTF_8.decode(bytes.flip()).toString();
    var space = note.indexOf(' ');
    // Between locking the file and writing the note it is empty.
    return space < 0
        ? "another process"
        : "process " + note.substring(0, space) + " (\"" + note.substring(space + 1) + "\")";
  }

  @Override
  public void close() throws IOException {
    try (channel) {
      channel.truncate(0);
    } finally {
      HELD.remove(directory);
    }
  }

  /**
   * What came of trying.
   *
   * @param lock the lock, if it was free
   * @param holder who has it otherwise, as a message names them
   */
  record Attempt(Optional<DirectoryLock> lock, String holder) {

    static Attempt taken(DirectoryLock lock) {
      return new Attempt(Optional.of(lock), "");
    }

    static Attempt heldBy(String holder) {
      return new Attempt(Optional.empty(), holder);
    }
  }
}
