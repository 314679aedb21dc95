package io.executionplane.journal.output;

import java.security.SecureRandom;
import org.apache.pekko.util.ByteString;

/** Gives the salts of chunks. Must be safe for use by many threads, and must not repeat itself. */
@FunctionalInterface
public interface SaltSource {

  /** {@link Chunk#SALT_BYTES} bytes that nobody can guess. */
  ByteString next();

  /** Salts from the platform's generator. */
  static SaltSource secure() {
    var random = new SecureRandom();
    return () -> {
      var salt = new byte[Chunk.SALT_BYTES];
      random.nextBytes(salt);
      return ByteString.fromArrayUnsafe(salt);
    };
  }
}
