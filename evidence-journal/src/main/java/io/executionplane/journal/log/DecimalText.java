package io.executionplane.journal.log;

/** Numbers as logs write them: ASCII digits, and nothing in front of them. */
final class DecimalText {

  /** As many digits as fit 63 bits whatever they are. */
  private static final int DIGITS_MAX = 18;

  private DecimalText() {}

  /** A number without leading zeros, of up to 18 digits; -1 if the text is none. */
  static long parse(String text) {
    return text.length() > 1 && text.charAt(0) == '0' ? -1 : digits(text);
  }

  /** A number of 1 to 18 digits; -1 if the text is none. */
  static long digits(String text) {
    if (text.isEmpty() || text.length() > DIGITS_MAX) {
      return -1;
    }
    var number = 0L;
    for (var i = 0; i < text.length(); i++) {
      var digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
