package io.executionplane.node.http.guard;

import java.nio.charset.StandardCharsets;

/** Lines of a head: printable ASCII and tabs, ended by CR LF and by nothing else. */
final class Line {

  /** What follows the text of a line. */
  static final int END_BYTES = 2;

  private Line() {}

  /**
   * Where the text of a line ends: the index of its CR; -1 if the end is not here yet.
   *
   * @param limit most bytes of the text
   */
  static int end(byte[] bytes, int from, int to, int limit) {
    for (var i = from; i < to; i++) {
      var octet = bytes[i];
      if (octet == '\r') {
        return ended(bytes, i, to);
      }
      if (octet == '\n') {
        throw Objection.malformed("a line ends with LF alone");
      }
      if ((octet < ' ' && octet != '\t') || octet == 127) {
        throw Objection.malformed("a line holds a byte that is no printable ASCII");
      }
      if (i - from >= limit) {
        throw Objection.tooLarge("a line is longer than is taken");
      }
    }
    return -1;
  }

  private static int ended(byte[] bytes, int at, int to) {
    if (at + 1 == to) {
      return -1;
    }
    if (bytes[at + 1] != '\n') {
      throw Objection.malformed("a CR stands without LF");
    }
    return at;
  }

  static String text(byte[] bytes, int from, int end) {
    return new String(bytes, from, end - from, StandardCharsets.US_ASCII);
  }

  /** Whether it is a token (RFC 9110, section 5.6.2). */
  static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(Line::isTokenCharacter);
  }

  private static boolean isTokenCharacter(int c) {
    return isAlphanumeric(c) || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
  }

  static boolean isAlphanumeric(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static boolean isHexadecimal(int c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }
}
