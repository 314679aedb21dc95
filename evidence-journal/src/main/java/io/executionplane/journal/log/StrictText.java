package io.executionplane.journal.log;

import io.executionplane.contracts.json.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Text of notes and proofs, where everything has one spelling. */
final class StrictText {

  private static final char SPACE = ' ';

  private StrictText() {}

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new MalformedLogDataException(message);
    }
  }

  /** Text of well-formed UTF-8 without control characters other than line feeds. */
  static String utf8(byte[] bytes) {
    try {
      var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      require(isPrintable(text), "there is a control character");
      return text;
    } catch (CharacterCodingException malformed) {
      throw new MalformedLogDataException("not UTF-8");
    }
  }

  /** Whether a text can be in a note: no controls but line feeds, no lone surrogates. */
  static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= SPACE || c == '\n')
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  /** Whether a text can be a line of a note that says something. */
  static boolean isLine(String text) {
    return !text.isEmpty() && isPrintable(text) && text.indexOf('\n') < 0;
  }

  /** Base64 (RFC 4648, section 4) with padding, and no other spelling of the same bytes. */
  static Bytes base64(String text) {
    try {
      var decoded = Bytes.copyOf(Base64.getDecoder().decode(text));
      require(decoded.base64().equals(text), "base64 with another spelling");
      return decoded;
    } catch (IllegalArgumentException malformed) {
      throw new MalformedLogDataException("not base64");
    }
  }

  /** The lines of a text that ends with a line feed, without their ends. */
  static List<String> lines(String text) {
    require(text.endsWith("\n"), "the last line has no end");
    var lines = new ArrayList<String>();
    var begin = 0;
    for (var end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
      lines.add(text.substring(begin, end));
      begin = end + 1;
    }
    return lines;
  }
}
