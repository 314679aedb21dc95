package io.executionplane.journal.anchor;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.journal.log.MalformedLogDataException;
import io.executionplane.journal.log.SignedCheckpoint;
import io.executionplane.journal.store.StoreException;
import io.executionplane.journal.store.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest checkpoint, kept outside the database. The file may lag behind the database, for it is
 * written after it; the database may never lag behind the file.
 */
final class LastCheckpoint {

  private static final Logger LOG = LoggerFactory.getLogger(LastCheckpoint.class);
  private static final String FILE = "log-checkpoint";

  private final WholeFile file;

  private LastCheckpoint(WholeFile file) {
    this.file = file;
  }

  static LastCheckpoint in(Path directory) {
    return new LastCheckpoint(new WholeFile(directory.resolve(FILE)));
  }

  Path file() {
    return file.path();
  }

  /** What is kept; empty before the first. */
  Optional<SignedCheckpoint> read() {
    try {
      return file.exists() ? Optional.of(SignedCheckpoint.parse(file.read())) : Optional.empty();
    } catch (IOException | MalformedLogDataException unreadable) {
      throw new StoreException(
          "%s cannot be read: %s. Put it back from a copy. If there is none, remove it: the database is then believed as it is."
              .formatted(file, unreadable.getMessage()),
          unreadable);
    }
  }

  /**
   * Writes it anew where it is gone or torn. Anything else that is no checkpoint is left for {@link
   * #read}.
   *
   * @param stored the checkpoint that the database holds, and that was found to be true
   */
  void mend(Bytes stored) {
    if (!file.exists()) {
      LOG.warn(
          "{} is missing, so nothing outside the database says how far the log had come. It is"
              + " written anew.",
          file);
      write(stored.toArray());
    } else if (isTornOf(stored)) {
      LOG.warn(
          "{} was torn: it is the beginning of the checkpoint in the database. It is written anew.",
          file);
      write(stored.toArray());
    }
  }

  /** Whether the beginning of a checkpoint is all that is kept of it. */
  boolean isTornOf(Bytes stored) {
    if (!file.exists()) {
      return false;
    }
    try {
      var kept = file.read();
      return kept.length < stored.size()
          && Arrays.equals(kept, Arrays.copyOf(stored.toArray(), kept.length));
    } catch (IOException unreadable) {
      throw new StoreException(file + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  void write(SignedCheckpoint checkpoint) {
    write(checkpoint.bytes());
  }

  private void write(byte[] checkpoint) {
    try {
      file.replace(checkpoint);
    } catch (IOException failure) {
      throw new StoreException(file + " cannot be written: " + failure, failure);
    }
  }
}
