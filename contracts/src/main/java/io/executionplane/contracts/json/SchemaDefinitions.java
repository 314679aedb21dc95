package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The records that a schema speaks of, each described once under {@code $defs}. */
final class SchemaDefinitions {

  private final SchemaDescriptions descriptions;
  private final Map<String, ObjectNode> described = new TreeMap<>();
  private final Map<String, Class<?>> owners = new HashMap<>();

  SchemaDefinitions(SchemaDescriptions descriptions) {
    this.descriptions = descriptions;
  }

  SchemaDescriptions descriptions() {
    return descriptions;
  }

  String refTo(RecordType record) {
    var name = nameOf(record.type());
    var owner = owners.putIfAbsent(name, record.type());
    if (owner == null) {
      var node = JsonNodeFactory.instance.objectNode();
      described.put(name, node);
      record.describeObject(new SchemaNode(node, this));
    } else if (owner != record.type()) {
      throw new IllegalStateException(owner + " and " + record.type() + " share a name");
    }
    return "#/$defs/" + name;
  }

  private static String nameOf(Class<?> type) {
    var outer = type.getEnclosingClass();
    var name = WireNames.snake(type.getSimpleName()).substring(1);
    return outer == null || outer.isInterface() ? name : nameOf(outer) + "." + name;
  }

  void addTo(ObjectNode schema) {
    if (!described.isEmpty()) {
      schema.putObject("$defs").setAll(described);
    }
  }
}
