package io.executionplane.journal.export;

import io.executionplane.contracts.json.Sha256;
import io.executionplane.journal.verify.EvidenceUnreadableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The files of an exported directory, which somebody may have made to do harm.
 *
 * <p>Only names of {@link ExportLayout} are asked for, so none leads outside. No symbolic link is
 * followed below the directory itself, and whatever is not a regular file counts as absent.
 *
 * @param root the directory, without symbolic links
 */
record ExportFiles(Path root) {

  private static final int BUFFER_BYTES = 64 * 1024;

  /**
   * The files of a directory.
   *
   * @throws EvidenceUnreadableException if it is none
   */
  static ExportFiles of(Path directory) {
    try {
      var root = directory.toRealPath();
      if (Files.isDirectory(root)) {
        return new ExportFiles(root);
      }
      throw new IOException("it is no directory");
    } catch (IOException failure) {
      throw new EvidenceUnreadableException(directory + " cannot be read", failure);
    }
  }

  boolean isFile(String name) {
    return path(name) != null;
  }

  /** Its size in bytes; -1 if it is not there. */
  long size(String name) {
    var path = path(name);
    try {
      return path == null ? -1 : Files.size(path);
    } catch (IOException failure) {
      throw unreadable(name, failure);
    }
  }

  boolean isDirectory(String name) {
    return Files.isDirectory(root.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** What is in a file, but no more than so many bytes and one; empty if it is not there. */
  Optional<byte[]> read(String name, int bytesMax) {
    return Optional.ofNullable(readOrNull(name, 0, bytesMax + 1));
  }

  /** What is in a file from a position on, at most so many bytes; null if it is not there. */
  byte @Nullable [] readOrNull(String name, long position, int bytesMax) {
    try (var channel = open(name)) {
      if (channel == null) {
        return null;
      }
      var size = Math.max(0, Math.min(bytesMax, channel.size() - position));
      var buffer = ByteBuffer.allocate((int) size);
      channel.position(position);
      var read = 0;
      while (buffer.hasRemaining() && read >= 0) {
        read = channel.read(buffer);
      }
      return Arrays.copyOf(buffer.array(), buffer.position());
    } catch (IOException failure) {
      throw unreadable(name, failure);
    }
  }

  /** SHA-256 of a file; empty if it is not there. */
  Optional<Sha256> digest(String name) {
    try (var channel = open(name)) {
      if (channel == null) {
        return Optional.empty();
      }
      var digest = Sha256.digest();
      var buffer = ByteBuffer.allocate(BUFFER_BYTES);
      while (channel.read(buffer) >= 0) {
        digest.update(buffer.flip());
        buffer.clear();
      }
      return Optional.of(Sha256.ofHash(digest.digest()));
    } catch (IOException failure) {
      throw unreadable(name, failure);
    }
  }

  /** The names in a directory below; nothing if it is not there. */
  void list(String directory, Consumer<String> each) {
    if (!isDirectory(directory)) {
      return;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(root.resolve(directory))) {
      for (var entry : entries) {
        each.accept(String.valueOf(entry.getFileName()));
      }
    } catch (DirectoryIteratorException | IOException failure) {
      throw unreadable(directory, failure);
    }
  }

  private @Nullable SeekableByteChannel open(String name) throws IOException {
    var path = path(name);
    return path == null
        ? null
        : Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
  }

  private @Nullable Path path(String name) {
    for (var end = name.indexOf('/'); end >= 0; end = name.indexOf('/', end + 1)) {
      if (!isDirectory(name.substring(0, end))) {
        return null;
      }
    }
    var path = root.resolve(name);
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? path : null;
  }

  private static EvidenceUnreadableException unreadable(String name, Exception failure) {
    return new EvidenceUnreadableException(name + " cannot be read", failure);
  }
}
