package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How values of one Java type travel. */
interface WireType {

  /**
   * Reads a value, or adds why it could not be read.
   *
   * @return null only if a violation was added
   */
  @Nullable Object decode(JsonNode node, Place place, Violations found);

  void write(Object value, CanonicalWriter out);

  /**
   * Says what {@link #decode} accepts, as far as a schema can.
   *
   * @param rules of the place where the value stands
   */
  void describe(SchemaNode schema, @Nullable ValueRules rules);

  /** The value that an absent property means, or null if the property must be present. */
  default @Nullable Object whenAbsent() {
    return null;
  }

  /** Whether this value is left out of the object that would hold it. */
  default boolean isLeftOut(Object value) {
    return false;
  }
}
