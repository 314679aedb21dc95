package io.executionplane.lanes.process;

import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;

/**
 * Input for a terminal. A terminal has no end of file: its reader sees one where a line begins with
 * the byte 0x04 (VEOF, termios(3)); elsewhere that byte only hands over the line as it is.
 */
final class Typing {

  private static final byte END = 0x04;

  /** Whether the next byte begins a line. */
  private boolean atLineStart = true;

  private Typing() {}

  /** The same bytes, and at their end what a terminal takes for it. Not where they break off. */
  static Source<ByteString, NotUsed> ofAll(Source<ByteString, NotUsed> given) {
    var typing = new Typing();
    return given.map(typing::passed).concatLazy(Source.lazySingle(typing::end));
  }

  private ByteString passed(ByteString bytes) {
    if (!bytes.isEmpty()) {
      atLineStart = bytes.last() == (byte) '\n';
    }
    return bytes;
  }

  private ByteString end() {
    return ByteString.fromArray(atLineStart ? new byte[] {END} : new byte[] {END, END});
  }
}
