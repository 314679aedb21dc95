package io.executionplane.journal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file beside the database that says how far the database had come.
 *
 * <p>H2 makes an empty file anew, goes back to an older state when the end of its file is gone, and
 * cannot know that an older copy was put in its place. Each looks like a healthy store that has
 * forgotten something. The mark remembers.
 */
final class StoreMark {

  private static final String FILE = "journal.mark";
  private static final String KEY = "events=";
  private static final String TEXT =
      """
      # A database was made here, and had come at least this far when it was last closed. A store
      # that finds less in its database does not start. Remove this file to accept the loss.
      """;

  private final Path file;

  private StoreMark(Path file) {
    this.file = file;
  }

  static StoreMark in(Path directory) {
    return new StoreMark(directory.resolve(FILE));
  }

  Path file() {
    return file;
  }

  boolean exists() {
    return Files.exists(file);
  }

  /** The place of the last event known; 0 if there is no mark. */
  long events() {
    if (!exists()) {
      return 0;
    }
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(KEY))
          .mapToLong(line -> Long.parseLong(line.substring(KEY.length()).strip()))
          .findFirst()
          .orElseThrow(() -> new StoreException(file + " does not say " + KEY));
    } catch (IOException | NumberFormatException unreadable) {
      throw new StoreException(file + " cannot be read: " + unreadable, unreadable);
    }
  }

  /** Replaces the mark as a whole, so that a crash leaves the old one or the new one. */
  void write(long events) {
    var next = file.resolveSibling(FILE + ".next");
    try {
      writeDurably(next, TEXT + KEY + events + "\n");
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException failure) {
      throw new StoreException(file + " cannot be written: " + failure, failure);
    }
  }

  private static void writeDurably(Path path, String text) throws IOException {
    try (var channel =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }
}
