package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Enum constants by their wire names, from fixed tables: input never reaches a class lookup. */
record EnumType(
    Map<String, Enum<?>> constants, Map<String, Enum<?>> aliases, Map<Enum<?>, String> names)
    implements WireType {

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
    var hyphened = type.isAnnotationPresent(HyphenAliases.class);
    return new EnumType(constants, hyphened ? hyphened(constants) : Map.of(), names);
  }

  private static Map<String, Enum<?>> hyphened(Map<String, Enum<?>> constants) {
    var aliases = new LinkedHashMap<String, Enum<?>>();
    constants.forEach((name, constant) -> aliases.put(name.replace('_', '-'), constant));
    aliases.keySet().removeAll(constants.keySet());
    return aliases;
  }

  @Override
  public @Nullable Object decode(JsonNode node, Place place, Violations found) {
    var constant = node.isTextual() ? named(node.textValue()) : null;
    if (constant == null) {
      found.add(place, "must be one of " + String.join(", ", constants.keySet()));
    }
    return constant;
  }

  private @Nullable Enum<?> named(String name) {
    var constant = constants.get(name);
    return constant == null ? aliases.get(name) : constant;
  }

  @Override
  public void write(Object value, CanonicalWriter out) {
    out.string(Objects.requireNonNull(names.get(value)));
  }

  @Override
  public void describe(SchemaNode schema, @Nullable ValueRules rules) {
    schema.oneOfTexts(constants.keySet());
    schema.oneOfTexts(aliases.keySet());
  }
}
