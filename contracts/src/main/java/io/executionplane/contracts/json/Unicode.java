package io.executionplane.contracts.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * What separates text from a run of UTF-16 units. A lone surrogate is valid JSON grammar and a
 * valid Java string, but it is no Unicode text: it has no UTF-8 form and so no canonical form (RFC
 * 8785, 3.2.2.2).
 */
final class Unicode {

  private Unicode() {}

  /**
   * Reads UTF-8 (RFC 3629) to the letter.
   *
   * @throws MalformedJsonException for overlong forms, encoded surrogates and whatever else is not
   *     UTF-8
   */
  static String decode(byte[] utf8) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(utf8))
          .toString();
    } catch (CharacterCodingException invalid) {
      throw new MalformedJsonException("document is not valid UTF-8");
    }
  }

  /** Whether every surrogate of a text has its partner. */
  static boolean isWellFormed(CharSequence text) {
    for (var i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && !isPairAt(text, i++)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPairAt(CharSequence text, int index) {
    return index + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
  }

  /** Whether the UTF-8 form of a well-formed text is longer than some number of bytes. */
  static boolean isLongerThan(int bytesMax, CharSequence text) {
    if (text.length() > bytesMax) {
      return true;
    }
    // A UTF-16 unit takes at most three bytes, so short texts need no counting.
    return text.length() > bytesMax / 3 && utf8Length(text) > bytesMax;
  }

  private static long utf8Length(CharSequence text) {
    var bytes = 0L;
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      // Each half of a pair counts for two of its four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }
}
