package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A sealed family whose member is told by the JSON kind of the value: {@link ByKind}. */
record KindType(Map<JsonNodeType, ScalarRecordType> byKind, Map<Class<?>, ScalarRecordType> byType)
    implements WireType {

  static KindType of(Class<?> family) {
    var type = new KindType(new EnumMap<>(JsonNodeType.class), new HashMap<>());
    for (var member : family.getPermittedSubclasses()) {
      var scalar = ScalarRecordType.of(member.asSubclass(Record.class));
      type.byType.put(member, scalar);
      if (type.byKind.put(scalar.kind(), scalar) != null) {
        throw new IllegalArgumentException(family.getName() + " has two members of one kind");
      }
    }
    return type;
  }

  @Override
  public @Nullable Object decode(JsonNode node, Place place, Violations found) {
    var member = byKind.get(node.getNodeType());
    if (member == null) {
      found.add(place, "must be a " + kinds());
      return null;
    }
    return member.decode(node, place, found);
  }

  private String kinds() {
    return byKind.keySet().stream()
        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" or a "));
  }

  @Override
  public void write(Object value, CanonicalWriter out) {
    Objects.requireNonNull(byType.get(value.getClass())).write(value, out);
  }

  @Override
  public void describe(SchemaNode schema, @Nullable ValueRules rules) {
    byKind.values().forEach(member -> member.describe(schema.alternative("anyOf"), null));
  }
}
