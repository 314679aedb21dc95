package io.executionplane.contracts.json;

/**
 * One way in which a value breaks its contract.
 *
 * @param pointer where, as a JSON pointer (RFC 6901) into the value; empty for the whole value
 * @param message what must hold, as a phrase that follows the field's name: "must not be blank"
 */
public record Violation(String pointer, String message) {

  /** The same violation, seen from further out. */
  public Violation within(String outer) {
    return new Violation(outer + pointer, message);
  }

  /** One line that is safe to print: a pointer may hold names that a hostile caller chose. */
  @Override
  public String toString() {
    return (pointer.isEmpty() ? "value" : printable(pointer)) + " " + message;
  }

  private static String printable(String text) {
    if (text.codePoints().allMatch(Violation::isPrintable)) {
      return text;
    }
    var out = new StringBuilder(text.length() + 16);
    text.codePoints().forEach(c -> out.append(isPrintable(c) ? Character.toString(c) : escaped(c)));
    return out.toString();
  }

  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static String escaped(int codePoint) {
    return String.format("\\u{%x}", codePoint);
  }
}
