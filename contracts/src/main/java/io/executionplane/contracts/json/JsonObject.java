package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An immutable JSON object whose shape is known elsewhere (a lane's payload, a lane's fact). It is
 * within the limits of {@link Json}, so it can be read back wherever it travels alone.
 *
 * <p>Equality is equality of the canonical form.
 */
public final class JsonObject {

  private static final JsonObject EMPTY = new JsonObject("{}", 1, 1);

  private final String canonical;
  private final int depth;
  private final int values;

  private JsonObject(String canonical, int depth, int values) {
    this.canonical = canonical;
    this.depth = depth;
    this.values = values;
  }

  /**
   * A copy of a tree.
   *
   * @throws IllegalArgumentException if it has no canonical form or is larger than a document may
   *     be
   */
  public static JsonObject of(ObjectNode node) {
    return of(CanonicalJson.written(node));
  }

  /** What a writer wrote. */
  static JsonObject of(CanonicalWriter writer) {
    var canonical = writer.text();
    if (!canonical.startsWith("{")) {
      throw new IllegalArgumentException("the value is no object on the wire");
    }
    if (Unicode.isLongerThan(Json.DOCUMENT_BYTES_MAX, canonical)) {
      throw new IllegalArgumentException(
          "an object must not be longer than " + Json.DOCUMENT_BYTES_MAX + " bytes");
    }
    if (writer.values() > Json.VALUES_MAX) {
      throw new IllegalArgumentException(
          "an object must not have more than " + Json.VALUES_MAX + " values");
    }
    return new JsonObject(canonical, writer.deepest(), writer.values());
  }

  /** The object without properties. */
  public static JsonObject empty() {
    return EMPTY;
  }

  /** A fresh tree, free to change. */
  public ObjectNode toNode() {
    return (ObjectNode) Json.parse(canonical);
  }

  /** The canonical form (RFC 8785). */
  public String canonical() {
    return canonical;
  }

  /** How deeply it is nested; 1 if it holds neither objects nor arrays. */
  int depth() {
    return depth;
  }

  /** How many values it consists of, itself included. */
  int values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonObject that && canonical.equals(that.canonical);
  }

  @Override
  public int hashCode() {
    return canonical.hashCode();
  }

  /** Says the size only: a payload may hold what must not be printed. */
  @Override
  public String toString() {
    return "object of " + canonical.length() + " characters";
  }
}
