package io.executionplane.lanes.process.guest.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.executionplane.contracts.json.Sha256;
import io.executionplane.lanes.process.guest.bridge.OwnFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * The token that makes somebody welcome. Only its digest is kept, and how long it takes to refuse
 * another says nothing of it.
 */
public final class AttachToken {

  private final byte[] digest;

  private AttachToken(String token) {
    this.digest = digest(token);
  }

  /**
   * From a file of mode 0600.
   *
   * @throws IOException when it cannot be used
   */
  public static AttachToken in(Path file) throws IOException {
    return new AttachToken(OwnFile.token(file));
  }

  private static byte[] digest(String token) {
    return Sha256.of(token.getBytes(UTF_8)).hash();
  }

  boolean isGiven(Optional<String> claimed) {
    return MessageDigest.isEqual(digest, digest(claimed.orElse("")));
  }
}
