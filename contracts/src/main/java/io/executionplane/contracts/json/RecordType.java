package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record: an object with exactly the record's components. */
final class RecordType implements WireType {

  private final List<RecordField> fields;
  private final List<RecordProperty> properties;
  private final Set<String> known;
  private final RecordConstructor constructor;

  /**
   * @param fields in the order of the record's components
   * @param properties in the order in which they are written
   */
  private RecordType(
      List<RecordField> fields, List<RecordProperty> properties, RecordConstructor constructor) {
    this.fields = fields;
    this.properties = properties;
    this.known = namesOf(properties);
    this.constructor = constructor;
  }

  static RecordType of(Class<? extends Record> type) {
    return of(type, List.of());
  }

  /** A record whose object also has properties that are the same for all records of its type. */
  static RecordType of(Class<? extends Record> type, List<RecordProperty> constants) {
    var fields = new ArrayList<RecordField>();
    var properties = new ArrayList<>(constants);
    for (var component : Rules.of(type).components()) {
      var field = RecordField.of(component);
      fields.add(field);
      properties.add(new RecordProperty.OfField(field));
      if (field.tagProperty() != null) {
        properties.add(new RecordProperty.OfTag(field.tagProperty(), field));
      }
    }
    properties.sort(null);
    return new RecordType(fields, properties, RecordConstructor.of(type));
  }

  private static Set<String> namesOf(List<RecordProperty> properties) {
    var names = new HashSet<String>();
    for (var property : properties) {
      if (!names.add(property.name())) {
        throw new IllegalArgumentException("two properties are called " + property.name());
      }
    }
    return names;
  }

  @Override
  public @Nullable Object decode(JsonNode node, Place place, Violations found) {
    if (!node.isObject()) {
      found.add(place, "must be an object");
      return null;
    }
    var before = found.count();
    refuseUnknown(node, place, found);
    var value = decodeFields(node, place, found);
    return found.count() == before ? value : null;
  }

  private @Nullable Object decodeFields(JsonNode node, Place place, Violations found) {
    var before = found.count();
    var values = new @Nullable Object[fields.size()];
    for (var i = 0; i < values.length; i++) {
      values[i] = fields.get(i).decode(node, place, found);
    }
    if (found.count() == before) {
      return constructor.construct(values, place, found);
    }
    checkWhatWasRead(values, place, found);
    return null;
  }

  /** Tells also the rules that other fields break, though the record cannot be made. */
  private void checkWhatWasRead(@Nullable Object[] values, Place place, Violations found) {
    for (var i = 0; i < values.length; i++) {
      var value = values[i];
      if (value != null) {
        var field = fields.get(i);
        field.rules().check(value, place.at(field.name()), found);
      }
    }
  }

  private void refuseUnknown(JsonNode node, Place place, Violations found) {
    for (var property : node.properties()) {
      if (!known.contains(property.getKey())) {
        found.add(place.at(property.getKey()), "is not known");
      }
    }
  }

  @Override
  public void write(Object value, CanonicalWriter out) {
    out.beginObject();
    for (var property : properties) {
      property.write(value, out);
    }
    out.endObject();
  }
}
