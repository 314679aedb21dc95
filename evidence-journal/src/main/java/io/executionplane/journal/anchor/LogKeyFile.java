package io.executionplane.journal.anchor;

import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.journal.log.MalformedLogDataException;
import io.executionplane.journal.log.SigningKey;
import io.executionplane.journal.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The secret key of a log, in a file that only its owner can read. */
final class LogKeyFile {

  private static final String FILE = "log-key.pem";
  private static final String OWNER_ONLY = "rw-------";

  private final Path file;

  private LogKeyFile(Path file) {
    this.file = file;
  }

  static LogKeyFile in(Path directory) {
    return new LogKeyFile(directory.resolve(FILE));
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

  /** Makes the key. One that is there already is never replaced. */
  SigningKey create(LogName log) {
    var key = SigningKey.generate(log.text());
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ONLY));
    try (var channel =
        Files.newByteChannel(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
      channel.write(ByteBuffer.wrap(key.pem()));
      return key;
    } catch (IOException failure) {
      throw new StoreException(file + " cannot be written: " + failure, failure);
    }
  }
}
