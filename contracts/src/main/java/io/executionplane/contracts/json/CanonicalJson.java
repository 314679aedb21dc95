package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Writes JSON in the canonical form of RFC 8785: the bytes that are hashed, signed and stored.
 *
 * <p>Property names are sorted by UTF-16 code units, numbers are written as ECMAScript writes a
 * double, strings carry only the escapes that must be there, and there is no white space.
 *
 * <p>Refused, so that equal bytes mean equal values and whatever is written can be read back: a
 * number beyond the range of a double, a whole number that no double can express (RFC 8785,
 * appendix D, has it travel as text), a lone surrogate, and what {@link Json} refuses as too deep
 * or, of a name, too long.
 */
public final class CanonicalJson {

  private CanonicalJson() {}

  /**
   * The canonical bytes of a tree.
   *
   * @throws IllegalArgumentException if the tree has no canonical form, saying why
   */
  public static byte[] bytes(JsonNode node) {
    return written(node).bytes();
  }

  /**
   * The canonical form as text; its UTF-8 encoding is {@link #bytes}.
   *
   * @throws IllegalArgumentException if the tree has no canonical form, saying why
   */
  public static String text(JsonNode node) {
    return written(node).text();
  }

  static CanonicalWriter written(JsonNode node) {
    var writer = new CanonicalWriter(false);
    writer.node(node);
    return writer;
  }
}
