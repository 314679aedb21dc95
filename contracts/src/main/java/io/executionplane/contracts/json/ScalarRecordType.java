package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A record of one text component, as that bare text. */
record ScalarRecordType(RecordField text, RecordConstructor constructor) implements WireType {

  static ScalarRecordType of(Class<? extends Record> type) {
    var components = Rules.of(type).components();
    if (components.size() != 1 || components.get(0).component().getType() != String.class) {
      throw new IllegalArgumentException(type.getName() + " must have one text component");
    }
    return new ScalarRecordType(RecordField.of(components.get(0)), RecordConstructor.of(type));
  }

  @Override
  public @Nullable Object decode(JsonNode node, Place place, Violations found) {
    var read = text.type().decode(node, place, found);
    if (read == null) {
      return null;
    }
    var broken = new Violations();
    var value = constructor.construct(new Object[] {read}, Place.ROOT, broken);
    // On the wire there is no component: the whole text is to blame.
    broken.toList().forEach(each -> found.add(place, each.message()));
    return value;
  }

  @Override
  public void write(Object value, CanonicalWriter out) {
    text.type().write(Objects.requireNonNull(text.of(value)), out);
  }
}
