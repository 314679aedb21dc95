package io.executionplane.testkit.ssh;

import io.executionplane.lanes.process.ssh.SshCryptography;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/** Fresh keys, in files as OpenSSH writes them. */
final class KeyFiles {

  static {
    SshCryptography.prepare();
  }

  private KeyFiles() {}

  static KeyPair ed25519() {
    try {
      return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** A private key that only its owner can read. */
  static Path write(Path file, KeyPair keys) throws IOException {
    var ownerOnly = PosixFilePermissions.fromString("rw-------");
    Files.createFile(file, PosixFilePermissions.asFileAttribute(ownerOnly));
    try (OutputStream out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(keys, "test", null, out);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
    return file;
  }

  static String publicKey(KeyPair keys) {
    return PublicKeyEntry.toString(keys.getPublic());
  }
}
