package io.executionplane.node.cli;

import io.executionplane.journal.log.MalformedLogDataException;
import io.executionplane.journal.log.VerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keys of logs that an auditor has in a file, a line each. */
final class LogKeys {

  private static final int BYTES_MAX = 64 * 1024;

  private LogKeys() {}

  /** The keys, at least one. */
  static List<VerifierKey> read(Path file) {
    try (var in = Files.newInputStream(file)) {
      var bytes = in.readNBytes(BYTES_MAX + 1);
      if (bytes.length > BYTES_MAX) {
        throw new CliException("--key: " + file + " is longer than any list of keys");
      }
      var keys = new String(bytes, StandardCharsets.UTF_8).lines().map(VerifierKey::parse).toList();
      if (keys.isEmpty()) {
        throw new CliException("--key: there is no key in " + file);
      }
      return keys;
    } catch (MalformedLogDataException wrong) {
      throw new CliException(
          "--key: " + file + " holds something else than keys: " + wrong.getMessage());
    } catch (IOException unreadable) {
      throw new CliException("--key: " + file + " cannot be read");
    }
  }
}
