package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes what a contract accepts as a JSON Schema (2020-12), from the same types and rules that its
 * decoder follows.
 *
 * <p>A schema says less than the record: rules over several components, and the limits of {@link
 * Json}, are the record's alone. What the schema refuses, the record refuses too.
 */
public final class JsonSchema {

  /** The dialect that the schemas are written in. */
  public static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";

  private JsonSchema() {}

  /**
   * The schema of a type.
   *
   * @param id the schema's own URI
   * @param descriptions what it tells people
   * @throws IllegalArgumentException if the type has no wire form
   */
  public static ObjectNode of(Class<?> type, String id, SchemaDescriptions descriptions) {
    var schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", DIALECT).put("$id", id);
    var definitions = new SchemaDefinitions(descriptions);
    var wire = WireTypes.of(type);
    var root = new SchemaNode(schema, definitions);
    if (wire instanceof RecordType record) {
      record.describeObject(root);
    } else {
      root.description(descriptions.of(type));
      wire.describe(root, null);
    }
    definitions.addTo(schema);
    return schema;
  }
}
