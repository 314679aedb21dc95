package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An immutable JSON value of any kind, {@code null} excepted, whose shape is known elsewhere. It is
 * within the limits of {@link Json}, so it can be read back wherever it travels alone.
 *
 * <p>Equality is equality of the canonical form.
 */
public final class JsonValue {

  private final String canonical;
  private final int depth;
  private final int values;

  private JsonValue(String canonical, int depth, int values) {
    this.canonical = canonical;
    this.depth = depth;
    this.values = values;
  }

  /**
   * A copy of a tree.
   *
   * @throws IllegalArgumentException if it is null, has no canonical form or is larger than a
   *     document may be
   */
  public static JsonValue of(JsonNode node) {
    if (node.isNull()) {
      throw new IllegalArgumentException("null is no value");
    }
    return of(CanonicalJson.written(node));
  }

  /** What a writer wrote. */
  static JsonValue of(CanonicalWriter writer) {
    var canonical = writer.text();
    if (Unicode.isLongerThan(Json.DOCUMENT_BYTES_MAX, canonical)) {
      throw new IllegalArgumentException(
          "a value must not be longer than " + Json.DOCUMENT_BYTES_MAX + " bytes");
    }
    if (writer.values() > Json.VALUES_MAX) {
      throw new IllegalArgumentException(
          "a value must not have more than " + Json.VALUES_MAX + " values");
    }
    return new JsonValue(canonical, writer.deepest(), writer.values());
  }

  /** A fresh tree, free to change. */
  public JsonNode toNode() {
    return Json.parse(canonical);
  }

  /** The canonical form (RFC 8785). */
  public String canonical() {
    return canonical;
  }

  /** How deeply it is nested; 0 for a text, a number or a truth value. */
  int depth() {
    return depth;
  }

  /** How many values it consists of, itself included. */
  int values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonValue that && canonical.equals(that.canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  /** Says the size only: a payload may hold what must not be printed. */
  @Override
  public String toString() {
    return "value of " + canonical.length() + " characters";
  }
}
