package io.executionplane.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A record: an object with exactly the record's components. */
final class RecordType implements WireType {

  private final Class<? extends Record> type;
  private final List<RecordField> fields;
  private final List<RecordProperty> properties;
  private final Set<String> known;
  private final @Nullable VersionRule version;
  private final RecordConstructor constructor;

  /**
   * @param fields in the order of the record's components
   * @param properties in the order in which they are written
   */
  private RecordType(
      Class<? extends Record> type,
      List<RecordField> fields,
      List<RecordProperty> properties,
      @Nullable VersionRule version) {
    this.type = type;
    this.fields = fields;
    this.properties = properties;
    this.known = namesOf(properties);
    this.version = version;
    this.constructor = RecordConstructor.of(type);
  }

  static RecordType of(Class<? extends Record> type) {
    return of(type, List.of());
  }

  /** A record whose object also has properties that are the same for all records of its type. */
  static RecordType of(Class<? extends Record> type, List<RecordProperty> constants) {
    var fields = Rules.of(type).components().stream().map(RecordField::of).toList();
    var properties = new ArrayList<>(constants);
    for (var field : fields) {
      properties.addAll(RecordProperty.of(field));
    }
    var version = versionOf(type, fields);
    if (version != null) {
      properties.add(new RecordProperty.OfVersion(version, fields));
    }
    properties.sort(null);
    return new RecordType(type, fields, properties, version);
  }

  private static @Nullable VersionRule versionOf(
      Class<? extends Record> type, List<RecordField> fields) {
    var highest = fields.stream().mapToInt(RecordField::since).max().orElse(0);
    var version = type.getAnnotation(ContractVersion.class);
    if (version != null) {
      return VersionRule.of(version, highest);
    }
    if (highest > 0) {
      throw new IllegalArgumentException(type.getName() + " has no version that could grow");
    }
    return null;
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

  Class<? extends Record> type() {
    return type;
  }

  List<RecordField> fields() {
    return fields;
  }

  List<RecordProperty> properties() {
    return properties;
  }

  @Override
  public @Nullable Object decode(JsonNode node, Place place, Violations found) {
    if (!node.isObject()) {
      found.add(place, "must be an object");
      return null;
    }
    var before = found.count();
    refuseUnknown(node, place, found);
    if (version != null) {
      refuseNewer(version.read(node, place, found), node, place, found);
    }
    var value = decodeFields(node, place, found);
    return found.count() == before ? value : null;
  }

  /** Reads the components out of an object that may hold more. */
  @Nullable Object decodeFields(JsonNode node, Place place, Violations found) {
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
        field.rules().check(value, field.placeIn(place), found);
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

  private void refuseNewer(int step, JsonNode node, Place place, Violations found) {
    if (version == null || step == VersionRule.UNKNOWN) {
      return;
    }
    for (var field : fields) {
      if (field.since() > step && node.has(field.name())) {
        found.add(place.at(field.name()), "is not part of version " + version.text(step));
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

  @Override
  public void describe(SchemaNode schema, @Nullable ValueRules rules) {
    schema.refer(this);
  }

  /** The object itself, where other places refer to it. */
  void describeObject(SchemaNode schema) {
    schema.description(schema.descriptions().of(type));
    schema.type("object");
    for (var property : properties) {
      property.describe(schema);
    }
    schema.closed();
  }
}
