package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Enum constants by their wire names, from fixed tables: input never reaches a class lookup. */
record EnumType(Map<String, Enum<?>> constants, Map<Enum<?>, String> names) implements WireType {

  static EnumType of(Class<?> type) {
    var constants = new LinkedHashMap<String, Enum<?>>();
    var names = new HashMap<Enum<?>, String>();
    for (var each : type.getEnumConstants()) {
      var constant = (Enum<?>) each;
      var name = WireNames.of(constant);
      names.put(constant, name);
      if (constants.put(name, constant) != null) {
        throw new IllegalArgumentException(type.getName() + " has two constants of one wire name");
      }
    }
    return new EnumType(constants, names);
  }

  @Override
  public @Nullable Object decode(JsonNode node, Place place, Violations found) {
    var constant = node.isTextual() ? constants.get(node.textValue()) : null;
    if (constant == null) {
      found.add(place, "must be one of " + String.join(", ", constants.keySet()));
    }
    return constant;
  }

  @Override
  public void write(Object value, CanonicalWriter out) {
    out.string(Objects.requireNonNull(names.get(value)));
  }

  @Override
  public void describe(SchemaNode schema, @Nullable ValueRules rules) {
    schema.oneOfTexts(constants.keySet());
  }
}
