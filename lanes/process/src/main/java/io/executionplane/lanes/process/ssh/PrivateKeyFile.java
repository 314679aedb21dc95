package io.executionplane.lanes.process.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Set;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;

/** Reads private keys, of which the file permissions are a part. */
final class PrivateKeyFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private PrivateKeyFile() {}

  /**
   * The keys in a file.
   *
   * @throws IOException when it cannot be read, holds no key without passphrase, or may be used by
   *     others; the message names the file and nothing that is in it
   */
  static Iterable<KeyPair> read(Path file) throws IOException {
    var permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new IOException(
          file + " must have mode 0600 and has " + PosixFilePermissions.toString(permissions));
    }
    try (var stream = Files.newInputStream(file)) {
      var keys =
          SecurityUtils.loadKeyPairIdentities(
              null, NamedResource.ofName(file.toString()), stream, FilePasswordProvider.EMPTY);
      if (keys == null) {
        throw new IOException(file + " holds no private key");
      }
      return keys;
    } catch (GeneralSecurityException unusable) {
      throw new IOException(file + " holds no key that can be used", unusable);
    }
  }
}
