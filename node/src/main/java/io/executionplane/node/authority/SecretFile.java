package io.executionplane.node.authority;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A file whose first line is a secret. What it holds is in no message. */
public final class SecretFile {

  private static final long BYTES_MAX = 65_536;

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE);

  private SecretFile() {}

  /**
   * The first line, without white space around it.
   *
   * @throws SecretFileException if it cannot be read, is empty, or everybody on this machine may
   *     use it; the message names the file
   */
  public static String firstLine(Path file) {
    try {
      if (Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
        throw new SecretFileException(file + " can be used by everybody; run chmod o= on it");
      }
      if (Files.size(file) > BYTES_MAX) {
        throw new SecretFileException(file + " is longer than " + BYTES_MAX + " bytes");
      }
      return Files.readString(file, StandardCharsets.UTF_8)
          .lines()
          .findFirst()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .orElseThrow(() -> new SecretFileException(file + " is empty"));
    } catch (IOException unreadable) {
      throw new SecretFileException(file + " cannot be read");
    }
  }

  /** The secret is not to be had. The message names the file, and holds nothing of it. */
  public static final class SecretFileException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    SecretFileException(String message) {
      super(message);
    }
  }
}
