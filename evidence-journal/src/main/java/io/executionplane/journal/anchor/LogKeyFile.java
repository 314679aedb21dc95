package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.journal.log.MalformedLogDataException;
import io.executionplane.journal.log.SigningKey;
import io.executionplane.journal.log.VerifierKey;
import io.executionplane.journal.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * The secret key of a log, in a file that only its owner can read.
 *
 * <p>A new key is first written beside it, durably. Once the log names it, it takes the place of
 * the one before. So whichever key the log names, its secret is in one of the two files.
 */
final class LogKeyFile {

  private static final String FILE = "log-key.pem";
  private static final String NEXT = "log-key.next.pem";
  private static final String OWNER_ONLY = "rw-------";

  private final Path directory;
  private final Path file;
  private final Path next;

  private LogKeyFile(Path directory) {
    this.directory = directory;
    this.file = directory.resolve(FILE);
    this.next = directory.resolve(NEXT);
  }

  static LogKeyFile in(Path directory) {
    return new LogKeyFile(directory);
  }

  boolean exists() {
    return Files.exists(file);
  }

  /**
   * The key.
   *
   * @throws StoreException if it cannot be read, or others can read it
   */
  SigningKey read(LogName log) {
    return read(log, file);
  }

  /**
   * The secret of the key that signs for a log. Finishes a change of keys that was interrupted.
   *
   * @throws StoreException if it is not here
   */
  SigningKey secretOf(LogName log, VerifierKey key) {
    var found = exists() ? Optional.of(read(log)) : Optional.<SigningKey>empty();
    if (found.isPresent() && found.get().verifier().equals(key)) {
      return found.get();
    }
    var waiting = readNext(log).filter(each -> each.verifier().equals(key));
    if (waiting.isPresent()) {
      promote();
      return waiting.get();
    }
    throw new StoreException(
        found.isPresent()
            ? "%s holds another key than %s+%s, which signs for the log."
                .formatted(file, key.name(), key.keyId())
            : "The key of the log " + log + " is missing.");
  }

  /** Makes the first key of a log. One that is there already is never replaced. */
  SigningKey create(LogName log) {
    if (exists()) {
      throw new StoreException(file + " is there already");
    }
    var key = SigningKey.generate(log.text());
    prepare(key);
    promote();
    return key;
  }

  /** Writes the next key beside the one that is there. Whatever waited there was never used. */
  void prepare(SigningKey key) {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY));
    try {
      Files.deleteIfExists(next);
      try (var channel =
          FileChannel.open(
              next, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
        var left = ByteBuffer.wrap(key.pem());
        while (left.hasRemaining()) {
          channel.write(left);
        }
        channel.force(true);
      }
      forceDirectory();
    } catch (IOException failure) {
      throw new StoreException(next + " cannot be written: " + failure, failure);
    }
  }

  /** Puts the next key in the place of the one before, whose secret is gone with that. */
  void promote() {
    try {
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      forceDirectory();
    } catch (IOException failure) {
      throw new StoreException(file + " cannot be written: " + failure, failure);
    }
  }

  private void forceDirectory() throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The next key, if it is there as a whole: writing it may have been interrupted. */
  private Optional<SigningKey> readNext(LogName log) {
    try {
      return Files.exists(next)
          ? Optional.of(SigningKey.fromPem(log.text(), Files.readAllBytes(next)))
          : Optional.empty();
    } catch (MalformedLogDataException torn) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw new StoreException(next + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static SigningKey read(LogName log, Path file) {
    try {
      if (!Files.getPosixFilePermissions(file)
          .equals(PosixFilePermissions.fromString(OWNER_ONLY))) {
        throw new StoreException(file + " must be readable by its owner only (chmod 600)");
      }
      return SigningKey.fromPem(log.text(), Files.readAllBytes(file));
    } catch (IOException | MalformedLogDataException unreadable) {
      throw new StoreException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }
}
