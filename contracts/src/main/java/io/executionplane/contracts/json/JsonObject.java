package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An immutable JSON object whose shape is known elsewhere (a lane's payload, a lane's fact). It is
 * within the limits of {@link Json}, so it can be read back wherever it travels alone.
 *
 * <p>Equality is equality of the canonical form.
 */
public final class JsonObject {

  private static final JsonObject EMPTY = of(JsonNodeFactory.instance.objectNode());

  private final JsonValue value;

  private JsonObject(JsonValue value) {
    this.value = value;
  }

  /**
   * A copy of a tree.
   *
   * @throws IllegalArgumentException if it has no canonical form or is larger than a document may
   *     be
   */
  public static JsonObject of(ObjectNode node) {
    return new JsonObject(JsonValue.of(node));
  }

  /** What a writer wrote. */
  static JsonObject of(CanonicalWriter writer) {
    if (!writer.text().startsWith("{")) {
      throw new IllegalArgumentException("the value is no object on the wire");
    }
    return new JsonObject(JsonValue.of(writer));
  }

  /** The object without properties. */
  public static JsonObject empty() {
    return EMPTY;
  }

  /** A fresh tree, free to change. */
  public ObjectNode toNode() {
    return (ObjectNode) value.toNode();
  }

  /** The canonical form (RFC 8785). */
  public String canonical() {
    return value.canonical();
  }

  JsonValue value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JsonObject that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Says the size only: a payload may hold what must not be printed. */
  @Override
  public String toString() {
    return "object of " + canonical().length() + " characters";
  }
}
