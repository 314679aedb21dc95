package io.executionplane.contracts.evidence.log;

import io.executionplane.contracts.json.Bytes;
import io.executionplane.contracts.json.Rules;
import io.executionplane.contracts.json.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * An Ed25519 key (RFC 8032) that signs checkpoints, as C2SP signed-note names it.
 *
 * @param name whose key it is
 * @param publicKey the 32 bytes of RFC 8032
 * @param keyId which of that name's keys it is: 8 hexadecimal digits in lower case, the beginning
 *     of SHA-256 over the name, a line feed, a byte 1 (for Ed25519) and the public key
 */
public record LogKey(LogName name, Bytes publicKey, String keyId) {

  /** Bytes of a public key. */
  public static final int PUBLIC_KEY_BYTES = 32;

  /** A line feed, and the byte that stands for Ed25519. */
  private static final byte[] ED25519 = {0x0a, 0x01};

  private static final int ID_BYTES = 4;
  private static final Rules RULES = Rules.of(LogKey.class);

  public LogKey {
    RULES
        .check(name, publicKey, keyId)
        .and(publicKey, LogKey::isLongEnough, "publicKey", "must be 32 bytes")
        .and(() -> isIdOf(name, publicKey, keyId), "keyId", "must be the id of name and public_key")
        .orThrow();
  }

  /** The key with these bytes under this name. */
  public static LogKey of(LogName name, Bytes publicKey) {
    return new LogKey(name, publicKey, idOf(name.text(), publicKey));
  }

  /** The id of an Ed25519 key under any name, also under one that is no {@link LogName}. */
  public static String idOf(String name, Bytes publicKey) {
    var hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8), ED25519, publicKey.toArray());
    return HexFormat.of().formatHex(hash.hash(), 0, ID_BYTES);
  }

  private static boolean isLongEnough(Bytes publicKey) {
    return publicKey.size() == PUBLIC_KEY_BYTES;
  }

  /** An id can be judged only by a whole key. */
  private static boolean isIdOf(LogName name, Bytes publicKey, String keyId) {
    return !isLongEnough(publicKey) || idOf(name.text(), publicKey).equals(keyId);
  }
}
