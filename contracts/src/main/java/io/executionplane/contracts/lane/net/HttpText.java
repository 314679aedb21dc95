package io.executionplane.contracts.lane.net;

/** The spelling of the parts of an HTTP message (RFC 9110, section 5). Read by hand, once. */
public final class HttpText {

  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
  private static final int LATIN_1_MAX = 0xff;

  private HttpText() {}

  /** Whether a text is a token (RFC 9110, 5.6.2): not empty, and none of its separators. */
  public static boolean isToken(String text) {
    return !text.isEmpty() && text.chars().allMatch(HttpText::isTokenCharacter);
  }

  /**
   * Whether a text is a field value (RFC 9110, 5.5): characters of ISO 8859-1 without controls
   * other than the tab, and no white space at either end. It may be empty.
   */
  public static boolean isFieldValue(String text) {
    return text.chars().allMatch(HttpText::isFieldCharacter)
        && (text.isEmpty()
            || !(isSpace(text.charAt(0)) || isSpace(text.charAt(text.length() - 1))));
  }

  private static boolean isTokenCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || TOKEN_MARKS.indexOf(c) >= 0;
  }

  private static boolean isFieldCharacter(int c) {
    return c == '\t' || (c >= ' ' && c <= LATIN_1_MAX && c != 0x7f);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }
}
