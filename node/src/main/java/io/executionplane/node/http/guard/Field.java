package io.executionplane.node.http.guard;

import java.util.Locale;

/**
 * A header or trailer field (RFC 9112, section 5).
 *
 * @param name in lower case
 * @param value without the white space around it
 */
record Field(String name, String value) {

  static Field of(String line, HeadLimits limits) {
    if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
      throw Objection.malformed("a field is folded over lines");
    }
    var colon = line.indexOf(':');
    if (colon < 0 || !Line.isToken(line.substring(0, colon))) {
      throw Objection.malformed("a field has no name that is a token, followed by a colon");
    }
    var value = line.substring(colon + 1).strip();
    if (colon > limits.nameBytesMax() || value.length() > limits.valueBytesMax()) {
      throw Objection.tooLarge("a field is longer than is taken");
    }
    return new Field(line.substring(0, colon).toLowerCase(Locale.ROOT), value);
  }

  /** Whether it says where a message ends or for whom it is. */
  boolean isFraming() {
    return switch (name) {
      case "content-length", "transfer-encoding", "host" -> true;
      default -> false;
    };
  }
}
