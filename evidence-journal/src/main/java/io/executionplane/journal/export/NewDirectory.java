package io.executionplane.journal.export;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A directory that appears as a whole or not at all: it is filled under another name beside its
 * place. Only its owner can read it, for it holds what an execution put out.
 */
final class NewDirectory implements AutoCloseable {

  private final Path place;
  private @Nullable Path unfinished;

  private NewDirectory(Path place, Path unfinished) {
    this.place = place;
    this.unfinished = unfinished;
  }

  /**
   * Begins a directory.
   *
   * @param place where it will be: nothing, or an empty directory
   */
  static NewDirectory at(Path place) throws IOException {
    var whole = place.toAbsolutePath().normalize();
    var parent = whole.getParent();
    if (parent == null || !isFree(whole)) {
      throw new ExportException(place + " is there already, and is not an empty directory");
    }
    if (!Files.isDirectory(parent)) {
      throw new ExportException(parent + " is not a directory");
    }
    return new NewDirectory(
        whole, Files.createTempDirectory(parent, "." + whole.getFileName() + ".unfinished-"));
  }

  private static boolean isFree(Path place) throws IOException {
    if (!Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      return true;
    }
    if (!Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    try (var content = Files.list(place)) {
      return content.findAny().isEmpty();
    }
  }

  /** Where to write for now. */
  Path path() {
    if (unfinished == null) {
      throw new IllegalStateException("the directory is finished");
    }
    return unfinished;
  }

  /** Puts it in its place. */
  void finish() throws IOException {
    try {
      Files.move(path(), place, StandardCopyOption.ATOMIC_MOVE);
      unfinished = null;
    } catch (DirectoryNotEmptyException taken) {
      throw new ExportException(place + " was filled by somebody else meanwhile", taken);
    }
  }

  /** Removes what was not finished. */
  @Override
  public void close() throws IOException {
    if (unfinished == null) {
      return;
    }
    try (var content = Files.walk(unfinished)) {
      content.sorted(Comparator.reverseOrder()).forEach(NewDirectory::delete);
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    }
  }

  private static void delete(Path path) {
    try {
      Files.delete(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
