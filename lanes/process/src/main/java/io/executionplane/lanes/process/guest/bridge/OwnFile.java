package io.executionplane.lanes.process.guest.bridge;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A small file with a secret, of which the permissions are a part. */
public final class OwnFile {

  private static final long BYTES_MAX = 16 * 1024L;
  private static final int TOKEN_CHARS_MIN = 16;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private OwnFile() {}

  /**
   * Its text.
   *
   * @throws IOException when it cannot be read, is no plain file, may be used by others, or is no
   *     short text; the message names the file and nothing that is in it
   */
  public static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(file + " is no plain file");
    }
    var permissions = Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new IOException(
          file + " must have mode 0600 and has " + PosixFilePermissions.toString(permissions));
    }
    if (Files.size(file) > BYTES_MAX) {
      throw new IOException(file + " is longer than " + BYTES_MAX + " bytes");
    }
    try {
      return Files.readString(file).strip();
    } catch (CharacterCodingException binary) {
      throw new IOException(file + " is no text in UTF-8", binary);
    }
  }

  /**
   * An attach token.
   *
   * @throws IOException as above, and when it is too short to be hard to guess
   */
  public static String token(Path file) throws IOException {
    var token = text(file);
    if (token.length() < TOKEN_CHARS_MIN) {
      throw new IOException(file + " must hold at least " + TOKEN_CHARS_MIN + " characters");
    }
    return token;
  }
}
