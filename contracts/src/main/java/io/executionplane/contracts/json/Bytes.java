package io.executionplane.contracts.json;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Immutable bytes; base64 (RFC 4648, section 4, with padding) on the wire. */
public final class Bytes {

  private static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  private Bytes(byte[] content) {
    this.content = content;
  }

  public static Bytes empty() {
    return EMPTY;
  }

  /** A copy of an array. */
  public static Bytes copyOf(byte[] content) {
    return new Bytes(content.clone());
  }

  static @Nullable Bytes fromBase64(String text) {
    try {
      var decoded = Base64.getDecoder().decode(text);
      // One value, one spelling: refuses missing padding and stray bits in the last character.
      return Base64.getEncoder().encodeToString(decoded).equals(text) ? new Bytes(decoded) : null;
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  public String base64() {
    return Base64.getEncoder().encodeToString(content);
  }

  public int size() {
    return content.length;
  }

  /** A fresh array. */
  public byte[] toArray() {
    return content.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(content);
  }

  /** Says the size only: bytes may be secret. */
  @Override
  public String toString() {
    return content.length + " bytes";
  }
}
