package io.executionplane.node.cli;

/**
 * Makes text of unknown origin harmless for a terminal: whatever could move the cursor, change
 * colours, set titles, reach the clipboard or reverse the order of letters is shown as an escape.
 */
final class Inert {

  private Inert() {}

  /** For one line: line ends are escaped too. */
  static String text(String text) {
    return escape(text, false);
  }

  /** For many lines: line feeds and tabs are kept. */
  static String lines(String text) {
    return escape(text, true);
  }

  private static String escape(String text, boolean keepsLines) {
    var out = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(c, keepsLines, out));
    return out.toString();
  }

  private static void append(int c, boolean keepsLines, StringBuilder out) {
    if (isHarmless(c) || (keepsLines && (c == '\n' || c == '\t'))) {
      out.appendCodePoint(c);
    } else {
      out.append(String.format("\\u{%x}", c));
    }
  }

  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      // CONTROL: C0, DEL and C1. FORMAT: among others the bidirectional overrides.
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
