package io.executionplane.node.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that hold a grant. What is in them is a secret, so no message quotes it. */
final class GrantFile {

  /** The longest authority that a request may carry, and a line end. */
  private static final int BYTES_MAX = 16_384 + 2;

  private GrantFile() {}

  /**
   * The grant in a file.
   *
   * @param option the option that named the file, for messages
   */
  static String read(String option, Path file) {
    try (var in = Files.newInputStream(file)) {
      return read(option + ": " + file, in);
    } catch (IOException unreadable) {
      throw new CliException(option + ": " + file + " cannot be read");
    }
  }

  /**
   * The grant that a stream holds and nothing else.
   *
   * @param source what that is, for messages
   */
  static String read(String source, InputStream in) throws IOException {
    var bytes = in.readNBytes(BYTES_MAX + 1);
    var text = new String(bytes, StandardCharsets.UTF_8).strip();
    if (bytes.length > BYTES_MAX || text.lines().count() != 1) {
      throw new CliException(source + " does not hold one grant");
    }
    return text;
  }

  /** Writes a grant into a new file that only its owner can read. */
  static void write(String option, Path file, String token) {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, token + "\n", StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException taken) {
      throw new CliException(option + ": " + file + " is there already");
    } catch (IOException failure) {
      throw new CliException(option + ": " + file + " cannot be written");
    }
  }
}
