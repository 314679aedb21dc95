package io.executionplane.journal.move;

import io.executionplane.journal.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a data directory keeps beside the database: keys, the last checkpoint. Everything but what
 * belongs to one place only, so that a kind of file that is added later is not left behind.
 *
 * @param names of files in it
 */
record KeptFiles(Path directory, List<String> names) {

  private static final String UNFINISHED = ".next";

  KeptFiles {
    names = List.copyOf(names);
  }

  static KeptFiles of(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return new KeptFiles(
          directory,
          files
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .map(file -> file.getFileName().toString())
              .filter(KeptFiles::isKept)
              .sorted()
              .toList());
    } catch (IOException unreadable) {
      throw new StoreException(directory + " cannot be read: " + unreadable, unreadable);
    }
  }

  /** The lock, the database with its mark, tails of streams, and marks of a move stay. */
  private static boolean isKept(String name) {
    return !name.equals("lock")
        && !name.equals("moved")
        && !name.startsWith("journal.")
        && !name.startsWith("tail-")
        && !name.endsWith(UNFINISHED);
  }

  void requireNoneIn(Path other) {
    for (var name : names) {
      if (Files.exists(other.resolve(name))) {
        throw new StoreException(
            "%s is not empty: it has a file %s of its own.".formatted(other, name));
      }
    }
  }

  /** Copies them with their modes, each as a whole. Durable when it returns. */
  void copyTo(Path other) {
    for (var name : names) {
      var next = other.resolve(name + UNFINISHED);
      try {
        Files.copy(
            directory.resolve(name),
            next,
            StandardCopyOption.COPY_ATTRIBUTES,
            StandardCopyOption.REPLACE_EXISTING);
        force(next);
        Files.move(next, other.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException failure) {
        throw new StoreException(name + " cannot be copied to " + other + ": " + failure, failure);
      }
    }
  }

  private static void force(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
