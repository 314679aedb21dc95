package io.executionplane.journal.anchor;

import io.executionplane.journal.log.MalformedLogDataException;
import io.executionplane.journal.log.SignedCheckpoint;
import io.executionplane.journal.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The newest checkpoint, kept outside the database. The file may lag behind the database, for it is
 * written after it; the database may never lag behind the file.
 */
final class LastCheckpoint {

  private static final String FILE = "log-checkpoint";

  private final Path file;

  private LastCheckpoint(Path file) {
    this.file = file;
  }

  static LastCheckpoint in(Path directory) {
    return new LastCheckpoint(directory.resolve(FILE));
  }

  Path file() {
    return file;
  }

  /** What is kept; empty before the first. */
  Optional<SignedCheckpoint> read() {
    try {
      return Files.exists(file)
          ? Optional.of(SignedCheckpoint.parse(Files.readAllBytes(file)))
          : Optional.empty();
    } catch (IOException | MalformedLogDataException unreadable) {
      throw new StoreException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  /** Replaces the file as a whole, so that a crash leaves the old one or the new one. */
  void write(SignedCheckpoint checkpoint) {
    var next = file.resolveSibling(FILE + ".next");
    try {
      writeDurably(next, checkpoint.bytes());
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new StoreException(file + " cannot be written: " + failure, failure);
    }
  }

  private static void writeDurably(Path path, byte[] bytes) throws IOException {
    try (var channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var left = ByteBuffer.wrap(bytes);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
  }
}
