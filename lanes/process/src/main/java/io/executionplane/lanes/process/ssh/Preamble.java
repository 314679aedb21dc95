package io.executionplane.lanes.process.ssh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Predicate;
import org.apache.pekko.util.ByteString;

/**
 * What a stream carries before a command's own output: messages of our scripts, each between two
 * NULs and beginning with a word that nobody else knows, and whatever the account's login shell
 * says in between, which is nobody's output and left out.
 */
final class Preamble {

  /** Longest message: a path of the target and a few words. */
  private static final int MESSAGE_BYTES_MAX = 16 * 1024;

  private final String begin;
  private final Predicate<String> isLast;
  private String kept = "";
  private boolean over;

  /**
   * Expects the first message.
   *
   * @param nonce the word
   * @param isLast told each message without the word; says whether the command's output follows
   */
  Preamble(String nonce, Predicate<String> isLast) {
    this.begin = "\0" + nonce;
    this.isLast = isLast;
  }

  /**
   * Takes what came next.
   *
   * @return what of it is the command's own
   * @throws IllegalStateException when a message does not end
   */
  ByteString add(ByteString bytes) {
    if (over) {
      return bytes;
    }
    kept += bytes.decodeString(ISO_8859_1); // A character for each byte.
    var more = true;
    while (more && !over) {
      more = takeMessage();
    }
    return over ? rest() : keepBeginning();
  }

  private boolean takeMessage() {
    var from = kept.indexOf(begin);
    var to = from < 0 ? -1 : kept.indexOf('\0', from + begin.length());
    if (to < 0) {
      return false;
    }
    var message = kept.substring(from + begin.length(), to);
    kept = kept.substring(to + 1);
    var text = new String(message.getBytes(ISO_8859_1), UTF_8);
    over = isLast.test(text.startsWith(" ") ? text.substring(1) : text);
    return true;
  }

  private ByteString rest() {
    var rest = ByteString.fromArray(kept.getBytes(ISO_8859_1));
    kept = "";
    return rest;
  }

  private ByteString keepBeginning() {
    var from = kept.indexOf(begin);
    if (from >= 0 && kept.length() - from > MESSAGE_BYTES_MAX) {
      throw new IllegalStateException("a message does not end");
    }
    kept = kept.substring(from >= 0 ? from : Math.max(0, kept.length() - begin.length()));
    return ByteString.emptyByteString();
  }
}
