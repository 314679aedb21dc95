package io.executionplane.contracts.json;

import java.util.List;

/**
 * What a {@link Handle} looks like. Read by hand, once from left to right: the text may be hostile.
 *
 * @param beginnings how it must begin; empty means any scheme or URN
 */
record HandleForm(List<String> beginnings) {

  private static final String URN = "urn:";
  private static final String AFTER_SCHEME = "://";

  static HandleForm of(Handle handle) {
    return new HandleForm(List.of(handle.value()));
  }

  String rule() {
    return beginnings.isEmpty()
        ? "must be a handle: a scheme followed by ://, or urn:"
        : "must be a handle that begins with " + String.join(" or ", beginnings);
  }

  boolean accepts(String text) {
    return begins(text) && text.codePoints().noneMatch(HandleForm::isForeign);
  }

  private boolean begins(String text) {
    if (!beginnings.isEmpty()) {
      return beginnings.stream().anyMatch(each -> goesOnAfter(text, each));
    }
    return goesOnAfter(text, URN) || hasScheme(text);
  }

  private static boolean goesOnAfter(String text, String beginning) {
    return text.startsWith(beginning) && text.length() > beginning.length();
  }

  /** A scheme as RFC 3986, 3.1 has it, in lower case. */
  private static boolean hasScheme(String text) {
    var end = text.indexOf(AFTER_SCHEME);
    return end > 0
        && isLetter(text.charAt(0))
        && text.chars().limit(end).allMatch(HandleForm::isSchemeCharacter)
        && text.length() > end + AFTER_SCHEME.length();
  }

  private static boolean isLetter(int c) {
    return c >= 'a' && c <= 'z';
  }

  private static boolean isSchemeCharacter(int c) {
    return isLetter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  }

  private static boolean isForeign(int c) {
    return c <= ' ' || (c >= 0x7f && c <= 0xa0) || Character.isSpaceChar(c);
  }

  /** The same form as a regular expression (ECMA-262), for peers in other languages. */
  String pattern() {
    var begin =
        beginnings.isEmpty()
            ? "(urn:|[a-z][a-z0-9+.-]*://)"
            : "(" + String.join("|", beginnings) + ")";
    return "^"
        + begin
        + "[^\\u0000-\\u0020\\u007f-\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029"
        + "\\u202f\\u205f\\u3000]+$";
  }
}
