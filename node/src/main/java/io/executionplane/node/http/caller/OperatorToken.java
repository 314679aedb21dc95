package io.executionplane.node.http.caller;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * The token of whoever owns a data directory, in a file that nobody else can read. It is 256 random
 * bits in base64url, after {@code ep_}, by which scanners for secrets know it.
 */
public final class OperatorToken {

  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final SecureRandom RANDOM = new SecureRandom();

  private OperatorToken() {}

  /** Where a data directory keeps it. */
  public static Path fileIn(Path directory) {
    return directory.resolve("operator.token");
  }

  /**
   * Reads the token of a data directory, and makes it where there is none.
   *
   * @throws IOException if the file cannot be read or written, or others can read it
   */
  public static String loadOrCreate(Path directory) throws IOException {
    var file = fileIn(directory);
    if (Files.notExists(file)) {
      create(file);
    }
    return load(directory);
  }

  /**
   * Reads the token of a data directory.
   *
   * @throws IOException if there is none, it cannot be read, or others can read it
   */
  public static String load(Path directory) throws IOException {
    var file = fileIn(directory);
    if (!OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IOException(file + " can be used by others; run chmod 600 on it");
    }
    return Files.readString(file).strip();
  }

  /** Written aside and linked into place, so that no reader meets half a token. */
  private static void create(Path file) throws IOException {
    var draft =
        Files.createTempFile(
            file.toAbsolutePath().getParent(),
            ".token",
            null,
            PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      Files.writeString(draft, random() + "\n");
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException made) {
      // Somebody was faster, and his will do.
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static String random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return "ep_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
