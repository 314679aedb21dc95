package io.executionplane.journal.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A file beside the database that says how far the database had come.
 *
 * <p>H2 makes an empty file anew, goes back to an older state when the end of its file is gone, and
 * cannot know that an older copy was put in its place. Each looks like a healthy store that has
 * forgotten something. The mark remembers.
 *
 * <p>A mark whose end is missing was torn. The digits that are left of it are those of a smaller
 * number, so what it says still holds.
 */
final class StoreMark {

  private static final String FILE = "journal.mark";
  private static final String KEY = "events=";
  private static final String TEXT =
      """
      # A database was made here, and had come at least this far when it was last closed. A store
      # that finds less in its database does not start. Remove this file to accept the loss.
      """;

  private final WholeFile file;

  private StoreMark(WholeFile file) {
    this.file = file;
  }

  static StoreMark in(Path directory) {
    return new StoreMark(new WholeFile(directory.resolve(FILE)));
  }

  Path file() {
    return file.path();
  }

  boolean exists() {
    return file.exists();
  }

  /** Whether it is the beginning of a mark, and not a whole one. */
  boolean isTorn() {
    return exists() && isBeginning(content());
  }

  private static boolean isBeginning(String content) {
    var whole = TEXT + KEY;
    return whole.startsWith(content)
        || (content.startsWith(whole) && content.substring(whole.length()).matches("[0-9]+"));
  }

  /** The place of the last event known; 0 if there is no mark. */
  long events() {
    if (!exists()) {
      return 0;
    }
    var content = content();
    return content
        .lines()
        .filter(line -> line.startsWith(KEY) && line.length() > KEY.length())
        .mapToLong(line -> number(line.substring(KEY.length()).strip()))
        .findFirst()
        .orElseGet(() -> nothingSaid(content));
  }

  private long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException unreadable) {
      throw new StoreException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private long nothingSaid(String content) {
    if (isBeginning(content)) {
      return 0;
    }
    throw new StoreException(file + " does not say " + KEY);
  }

  private String content() {
    try {
      return new String(file.read(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new StoreException(file + " cannot be read: " + unreadable, unreadable);
    }
  }

  void write(long events) {
    try {
      file.replace((TEXT + KEY + events + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException failure) {
      throw new StoreException(file + " cannot be written: " + failure, failure);
    }
  }
}
