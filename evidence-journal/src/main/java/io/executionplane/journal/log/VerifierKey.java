package io.executionplane.journal.log;

import io.executionplane.contracts.evidence.log.LogKey;
import io.executionplane.contracts.evidence.log.LogName;
import io.executionplane.contracts.json.Bytes;

/**
 * A known Ed25519 key that signs notes (C2SP signed-note). Name and id together say which key a
 * signature claims to be of.
 *
 * @param name whose key it is: not empty, without Unicode spaces, plus signs and controls
 * @param keyId which of that name's keys: 8 hexadecimal digits in lower case
 * @param publicKey the 32 bytes of RFC 8032
 */
public record VerifierKey(String name, String keyId, Bytes publicKey) {

  /** Longest text form, in characters. */
  public static final int TEXT_LENGTH_MAX = 1024;

  private static final byte TYPE = 0x01;
  private static final char NEXT = '+';

  public VerifierKey {
    Argument.require(isName(name), "a key's name has no spaces, plus signs and controls");
    Argument.require(Ed25519.publicKey(publicKey).isPresent(), "not an Ed25519 public key");
    Argument.require(LogKey.idOf(name, publicKey).equals(keyId), "the key has another id");
  }

  /** The key with these 32 bytes under this name. */
  public static VerifierKey of(String name, Bytes publicKey) {
    return new VerifierKey(name, LogKey.idOf(name, publicKey), publicKey);
  }

  /**
   * The key that an entry of the log names.
   *
   * @throws IllegalArgumentException if its bytes are no Ed25519 key
   */
  public static VerifierKey of(LogKey key) {
    return new VerifierKey(key.name().text(), key.keyId(), key.publicKey());
  }

  /**
   * Reads {@code <name>+<id>+<base64>}, where the bytes are a 1 (for Ed25519) and the public key.
   *
   * @throws MalformedLogDataException if it is anything else, also a key of another type
   */
  public static VerifierKey parse(String text) {
    StrictText.require(text.length() <= TEXT_LENGTH_MAX, "a key longer than any that is right");
    var idBegin = text.indexOf(NEXT) + 1;
    var keyBegin = text.indexOf(NEXT, idBegin) + 1; // Base64 may hold more of them.
    StrictText.require(idBegin > 0 && keyBegin > 0, "a key is name, id and bytes");
    var bytes = StrictText.base64(text.substring(keyBegin)).toArray();
    StrictText.require(bytes.length > 0 && bytes[0] == TYPE, "not an Ed25519 key");
    var key = new byte[bytes.length - 1];
    System.arraycopy(bytes, 1, key, 0, key.length);
    try {
      return new VerifierKey(
          text.substring(0, idBegin - 1), text.substring(idBegin, keyBegin - 1), Bytes.copyOf(key));
    } catch (IllegalArgumentException wrong) {
      throw new MalformedLogDataException(String.valueOf(wrong.getMessage()));
    }
  }

  /** The form that {@link #parse} reads. */
  public String text() {
    var bytes = new byte[1 + publicKey.size()];
    bytes[0] = TYPE;
    System.arraycopy(publicKey.toArray(), 0, bytes, 1, publicKey.size());
    return String.join(String.valueOf(NEXT), name, keyId, Bytes.copyOf(bytes).base64());
  }

  /**
   * The key as an entry of a log names it.
   *
   * @throws io.executionplane.contracts.json.ContractViolationException if the name is no log's
   */
  public LogKey logKey() {
    return new LogKey(new LogName(name), publicKey, keyId);
  }

  /** Whether it signed this message. Never throws, whatever the signature is. */
  public boolean verifies(byte[] message, Bytes signature) {
    return Ed25519.publicKey(publicKey)
        .filter(key -> Ed25519.verifies(key, message, signature))
        .isPresent();
  }

  /** Whether some text can be the name of a key. */
  static boolean isName(String text) {
    return StrictText.isLine(text)
        && text.codePoints().noneMatch(c -> c == NEXT || isUnicodeSpace(c));
  }

  /** White_Space of the Unicode character database; of it, the JDK's tests both miss U+0085. */
  private static boolean isUnicodeSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }
}
