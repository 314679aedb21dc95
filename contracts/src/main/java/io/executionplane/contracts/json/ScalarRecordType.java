package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record of one component, as that component's bare value. */
record ScalarRecordType(
    Class<? extends Record> type, RecordField content, RecordConstructor constructor)
    implements WireType {

  static ScalarRecordType of(Class<? extends Record> type) {
    var components = Rules.of(type).components();
    if (components.size() != 1) {
      throw new IllegalArgumentException(type.getName() + " must have one component");
    }
    var content = RecordField.of(components.get(0));
    if (!(content.type() instanceof ScalarType)) {
      throw new IllegalArgumentException(type.getName() + " must have a component without parts");
    }
    return new ScalarRecordType(type, content, RecordConstructor.of(type));
  }

  /** The kind of JSON value that it is. */
  JsonNodeType kind() {
    return ((ScalarType) content.type()).kind();
  }

  @Override
  public @Nullable Object decode(JsonNode node, Place place, Violations found) {
    var read = content.type().decode(node, place, found);
    if (read == null) {
      return null;
    }
    var broken = new Violations();
    var value = constructor.construct(new Object[] {read}, Place.ROOT, broken);
    // On the wire there is no component: the whole value is to blame.
    broken.toList().forEach(each -> found.add(place, each.message()));
    return value;
  }

  @Override
  public void write(Object value, CanonicalWriter out) {
    content.type().write(Objects.requireNonNull(content.of(value)), out);
  }

  @Override
  public void describe(SchemaNode schema, @Nullable ValueRules rules) {
    content.type().describe(schema, content.rules().valueRules());
    schema.pattern(type.getAnnotation(Scalar.class).pattern());
  }
}
