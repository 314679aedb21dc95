package io.executionplane.journal.store;

import io.executionplane.journal.store.DataDirectoryException.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The directory that holds everything a node keeps, owned by one process at a time.
 *
 * <p>Close it after everything in it is closed.
 */
public final class DataDirectory implements AutoCloseable {

  private static final String OWNER_ONLY = "rwx------";

  private final Path path;
  private final DirectoryLock lock;

  private DataDirectory(Path path, DirectoryLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * Takes possession of a directory, and creates it, with mode 0700, if it is absent.
   *
   * @param purpose what it is wanted for, as others shall read it while they cannot have it, for
   *     example {@code ep run}; one line
   * @throws DataDirectoryException if it cannot be had
   */
  public static DataDirectory open(Path directory, String purpose) {
    create(directory);
    try {
      var real = directory.toRealPath();
      var attempt = DirectoryLock.take(real, purpose);
      var lock = attempt.lock().orElseThrow(() -> inUse(directory, attempt.holder()));
      return new DataDirectory(real, lock);
    } catch (IOException refused) {
      throw new DataDirectoryException(
          Reason.NOT_WRITABLE, directory + " is not writable: " + describe(refused), refused);
    }
  }

  private static void create(Path directory) {
    if (Files.isDirectory(directory)) {
      return;
    }
    if (Files.exists(directory)) {
      throw new DataDirectoryException(Reason.NOT_A_DIRECTORY, directory + " is not a directory");
    }
    try {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY)));
    } catch (IOException refused) {
      throw new DataDirectoryException(
          Reason.CANNOT_BE_CREATED,
          directory + " cannot be created: " + describe(refused),
          refused);
    }
  }

  private static DataDirectoryException inUse(Path directory, String holder) {
    return new DataDirectoryException(Reason.IN_USE, directory + " is in use by " + holder);
  }

  private static String describe(IOException refused) {
    return refused.getClass().getSimpleName() + ": " + refused.getMessage();
  }

  /** Its real path. */
  public Path path() {
    return path;
  }

  /** Gives it back. What was in it stays. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(path + " could not be released", failure);
    }
  }
}
