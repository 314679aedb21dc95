package io.executionplane.node.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Prints recorded bytes: as they are, or, to a terminal, as harmless text. */
final class BytePrinter {

  private static final int CHARS = 8 * 1024;

  private final OutputStream out;
  private final boolean inert;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);

  /** What the last piece ended with: the beginning of a character. */
  private ByteBuffer rest = ByteBuffer.allocate(0);

  BytePrinter(OutputStream out, boolean inert) {
    this.out = out;
    this.inert = inert;
  }

  void print(byte[] bytes) throws IOException {
    if (inert) {
      decode(bytes, false);
    } else {
      out.write(bytes);
    }
  }

  void end() throws IOException {
    if (inert) {
      decode(new byte[0], true);
    }
  }

  private void decode(byte[] bytes, boolean last) throws IOException {
    var input = ByteBuffer.allocate(rest.remaining() + bytes.length).put(rest).put(bytes).flip();
    var chars = CharBuffer.allocate(CHARS);
    while (decoder.decode(input, chars, last).isOverflow()) {
      write(chars);
    }
    write(chars);
    rest = ByteBuffer.allocate(input.remaining()).put(input).flip();
  }

  private void write(CharBuffer chars) throws IOException {
    var text = chars.flip().toString();
    out.write(Inert.lines(text).getBytes(StandardCharsets.UTF_8));
    chars.clear();
  }
}
