package io.executionplane.journal.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A file in the directory of a store that was moved. Two stores that went on from the same past
 * would sign two histories with one key, so the old one goes no further.
 */
public final class MovedMark {

  private static final String FILE = "moved";
  private static final String TO = "to=";
  private static final String TEXT =
      """
      # The record of this store goes on elsewhere. What is here can be read, and nothing more is
      # recorded. Remove this file to go on here instead, and never use the other one again.
      %s%s
      data=%s
      at=%s
      """;

  private final WholeFile file;

  private MovedMark(WholeFile file) {
    this.file = file;
  }

  public static MovedMark in(Path directory) {
    return new MovedMark(new WholeFile(directory.resolve(FILE)));
  }

  /**
   * Says where the record goes on. Durable when it returns.
   *
   * @param database how messages name the other database
   * @param directory the data directory that goes with it
   */
  public void write(String database, Path directory, Instant at) {
    try {
      file.replace(TEXT.formatted(TO, database, directory, at).getBytes(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new StoreException(file + " cannot be written: " + failure, failure);
    }
  }

  /**
   * Keeps a store that was moved from being written to.
   *
   * @throws StoreException saying where the record goes on, and how to undo that
   */
  public void requireAbsent() {
    requireNoneBut("");
  }

  /**
   * As {@link #requireAbsent}, but lets a move to one database be ended.
   *
   * @param database how messages name it
   */
  public void requireNoneBut(String database) {
    if (file.exists() && !destination().equals(Optional.of(database))) {
      throw new StoreException(
          "This store was moved and goes on in %s. To go on here instead, and give that one up, remove %s."
              .formatted(destination().orElse("another one"), file));
    }
  }

  private Optional<String> destination() {
    try {
      return new String(file.read(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith(TO))
          .map(line -> line.substring(TO.length()))
          .findFirst();
    } catch (IOException unreadable) {
      throw new StoreException(file + " cannot be read: " + unreadable, unreadable);
    }
  }
}
