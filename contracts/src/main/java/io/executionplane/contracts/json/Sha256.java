package io.executionplane.contracts.json;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest (FIPS 180-4), spelled {@code sha256:} and 64 lower-case hexadecimal digits.
 *
 * @param text the digest in that spelling
 */
@Scalar(pattern = "^sha256:[0-9a-f]{64}$")
public record Sha256(String text) {

  private static final String PREFIX = "sha256:";
  private static final int TEXT_LENGTH = PREFIX.length() + 64;
  private static final Rules RULES = Rules.of(Sha256.class);

  public Sha256 {
    RULES
        .check(text)
        .and(() -> isDigest(text), "text", "must be sha256: and 64 hex digits in lower case")
        .orThrow();
  }

  /** The digest of the concatenation of some parts. */
  public static Sha256 of(byte[]... parts) {
    var digest = digest();
    for (var part : parts) {
      digest.update(part);
    }
    return ofHash(digest.digest());
  }

  /** The digest of the UTF-8 form of a text. */
  public static Sha256 ofText(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Spells 32 bytes that are a digest already. */
  public static Sha256 ofHash(byte[] hash) {
    return new Sha256(PREFIX + HexFormat.of().formatHex(hash));
  }

  /** A running computation of the JDK. */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  /** The 32 bytes. */
  public byte[] hash() {
    return HexFormat.of().parseHex(text, PREFIX.length(), TEXT_LENGTH);
  }

  @Override
  public String toString() {
    return text;
  }

  private static boolean isDigest(String text) {
    if (text.length() != TEXT_LENGTH || !text.startsWith(PREFIX)) {
      return false;
    }
    for (var i = PREFIX.length(); i < TEXT_LENGTH; i++) {
      var c = text.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }
}
