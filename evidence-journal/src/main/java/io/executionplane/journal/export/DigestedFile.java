package io.executionplane.journal.export;

import io.executionplane.contracts.json.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** A new file, and the SHA-256 of what was written to it. */
final class DigestedFile implements AutoCloseable {

  private final MessageDigest digest = Sha256.digest();
  private final OutputStream out;

  DigestedFile(Path file) throws IOException {
    this.out =
        new DigestOutputStream(
            new BufferedOutputStream(
                Files.newOutputStream(
                    file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)),
            digest);
  }

  void write(byte[] bytes) throws IOException {
    out.write(bytes);
  }

  void line(byte[] bytes) throws IOException {
    out.write(bytes);
    out.write('\n');
  }

  /** The digest of what was written. Nothing may be written after it was asked for. */
  Sha256 digest() {
    return Sha256.ofHash(digest.digest());
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
