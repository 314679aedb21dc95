package io.executionplane.node.credential;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardOpenOption.READ;

import io.executionplane.node.redaction.SecretForms;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A file that is ours alone, in a directory that only we may change. */
final class PrivateFile {

  private static final int BYTES_MAX = SecretForms.LENGTH_MAX + 2;
  private static final String ATTRIBUTES = "unix:uid,permissions,isRegularFile,isDirectory,fileKey";

  private static final Set<PosixFilePermission> OWNERS =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private PrivateFile() {}

  /**
   * Looks at a directory.
   *
   * @throws IllegalArgumentException naming it, if it is no directory, is not ours, or others may
   *     change it
   */
  static void requireDirectory(Path directory) {
    try {
      var seen = look(directory);
      require(is(seen, "isDirectory"), directory, "is no directory");
      require(isOurs(seen), directory, "belongs to somebody else");
      var allowed = permissions(seen);
      require(
          !allowed.contains(PosixFilePermission.GROUP_WRITE)
              && !allowed.contains(PosixFilePermission.OTHERS_WRITE),
          directory,
          "can be changed by others; run chmod go-w on it");
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(directory + " cannot be read", unreadable);
    }
  }

  private static void require(boolean condition, Path directory, String complaint) {
    if (!condition) {
      throw new IllegalArgumentException(directory + " " + complaint);
    }
  }

  /**
   * Reads a file whole.
   *
   * @throws CredentialUnavailable if it is not there, no file, a link, not ours, to be used by
   *     others, too long or no UTF-8
   */
  static String read(Path file) {
    try {
      var before = look(file);
      check(before);
      var bytes = bytes(file);
      if (!Objects.equals(before.get("fileKey"), look(file).get("fileKey"))) {
        throw new CredentialUnavailable("the file was changed while it was read");
      }
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (NoSuchFileException missing) {
      throw new CredentialUnavailable("there is no such file");
    } catch (CharacterCodingException binary) {
      throw new CredentialUnavailable("the file is no text in UTF-8");
    } catch (IOException unreadable) {
      throw new CredentialUnavailable("the file cannot be read");
    }
  }

  private static void check(Map<String, Object> seen) throws IOException {
    if (!is(seen, "isRegularFile")) {
      throw new CredentialUnavailable("it is no plain file, or a link to one");
    }
    if (!isOurs(seen)) {
      throw new CredentialUnavailable("the file belongs to somebody else");
    }
    if (!OWNERS.containsAll(permissions(seen))) {
      throw new CredentialUnavailable("the file can be used by others; run chmod 600 on it");
    }
  }

  private static ByteBuffer bytes(Path file) throws IOException {
    var buffer = ByteBuffer.allocate(BYTES_MAX + 1);
    try (var channel = Files.newByteChannel(file, Set.of(READ, NOFOLLOW_LINKS))) {
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // Read on until the end, or until it is too long.
      }
    }
    if (!buffer.hasRemaining()) {
      throw new CredentialUnavailable("the file is longer than a secret may be");
    }
    return buffer.flip();
  }

  private static Map<String, Object> look(Path path) throws IOException {
    return Files.readAttributes(path, ATTRIBUTES, NOFOLLOW_LINKS);
  }

  private static boolean is(Map<String, Object> seen, String kind) {
    return Boolean.TRUE.equals(seen.get(kind));
  }

  /** Our own user, by the owner of our own process. */
  private static boolean isOurs(Map<String, Object> seen) throws IOException {
    return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(seen.get("uid"));
  }

  /** Whoever cannot be told from everybody is taken for everybody. */
  private static Set<?> permissions(Map<String, Object> seen) {
    return seen.get("permissions") instanceof Set<?> known
        ? known
        : EnumSet.allOf(PosixFilePermission.class);
  }
}
