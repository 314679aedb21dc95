package io.executionplane.journal.replay;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads UTF-8 that arrives in pieces. What a piece ends with of an unfinished character waits for
 * the next; what can be no character becomes U+FFFD.
 */
final class SplitText {

  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  private ByteBuffer rest = ByteBuffer.allocate(0);

  /** The characters that are complete with these bytes. */
  String decode(byte[] bytes) {
    var input = ByteBuffer.allocate(rest.remaining() + bytes.length).put(rest).put(bytes).flip();
    // Never more characters than bytes: four bytes become two, a wrong one becomes one.
    var chars = CharBuffer.allocate(input.remaining());
    decoder.decode(input, chars, false);
    rest = ByteBuffer.allocate(input.remaining()).put(input).flip();
    return chars.flip().toString();
  }

  /** What is left of an unfinished character, and a fresh beginning. */
  String end() {
    var chars = CharBuffer.allocate(rest.remaining() + 1);
    decoder.decode(rest, chars, true);
    decoder.flush(chars);
    decoder.reset();
    rest = ByteBuffer.allocate(0);
    return chars.flip().toString();
  }
}
